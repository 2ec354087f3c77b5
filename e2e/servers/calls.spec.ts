import { expect, test } from "@playwright/test";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";
import { serveCountedFleet } from "./counted-fleet";
import { prepareServers } from "./several-servers";
import { watch } from "./viewers";

test.skip(!TEST_ALL, "take-over.spec.ts shows that one server polls at a time");

const PROVIDERS = ["shadeform", "fireworks"];
/** One poll in twelve may be one too many or too few: an account may change hands in between. */
const MAX_DIFFERENCE = 1;
/** So many polls of each account are looked at. */
const POLLS = 12;

interface Asked {
  /** How often each path was asked in those polls. */
  paths: Record<string, number>;
  /** Between one poll and the next, in the middle. */
  medianMs: number;
}

/** What these servers ask a provider in `POLLS` polls of its account, while people look at all of them. */
async function askedBy(names: readonly string[]): Promise<Record<string, Asked>> {
  await using fleet = await serveCountedFleet();
  await using servers = await prepareServers({
    databaseUrl: await newDatabase(),
    environment: { CLUSTERDECK_POLL_INTERVAL_MS: "2000" },
  });
  for (const name of names) await servers.start(await fleet.environmentOf(name));
  const viewers = watch(`${servers.url}/api/clusters`, 6);
  const before = fleet.calls.length;
  const callsOf = (providerId: string) => fleet.calls.slice(before).filter((call) => call.providerId === providerId);
  // The list of clusters, with which both begin a poll.
  const pollsOf = (providerId: string) => callsOf(providerId).filter(({ path }) => path.endsWith("/clusters"));
  await expect.poll(() => PROVIDERS.every((id) => pollsOf(id).length > POLLS + 1)).toBe(true);
  expect(await viewers.leave()).toEqual([]);
  return Object.fromEntries(
    PROVIDERS.map((id) => {
      const polls = pollsOf(id).slice(0, POLLS + 1);
      const [from, to] = [polls[0]?.at ?? 0, polls[POLLS]?.at ?? 0];
      const paths: Record<string, number> = {};
      for (const { path } of callsOf(id).filter(({ at }) => at >= from && at < to))
        paths[path] = (paths[path] ?? 0) + 1;
      const gaps = polls.slice(1).map(({ at }, index) => at - (polls[index]?.at ?? at));
      return [id, { paths, medianMs: gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0 }];
    }),
  );
}

test("three servers, and people who look at all of them, ask providers what one does, and no more often", async () => {
  const alone = await askedBy(["A"]);
  const together = await askedBy(["A", "B", "C"]);
  for (const id of PROVIDERS) {
    const [one, three] = [alone[id], together[id]];
    if (one === undefined || three === undefined) throw new Error(`${id} was not asked.`);
    // Some things are asked only once about a machine, whenever that was first seen.
    for (const [path, count] of Object.entries(three.paths)) {
      expect(count, `${id} ${path}`).toBeLessThanOrEqual((one.paths[path] ?? 0) + MAX_DIFFERENCE);
    }
    // Each poll is due two seconds after the one before, less what its own schedule varies by.
    expect(three.medianMs, id).toBeGreaterThan(1_500);
  }
});
