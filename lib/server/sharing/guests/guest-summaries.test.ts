import { expect, it, onTestFinished } from "vitest";
import { DAY_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { exampleLink } from "@/lib/testing/example-links";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { temporaryFolders } from "@/lib/testing/stores";
import { openHistory } from "../../history/open-history";
import { createGuestSummaries } from "./guest-summaries";

const T = Date.UTC(2026, 10, 20, 15);
const newFolder = temporaryFolders();

/** Two servers over one history, in which a cluster failed half a minute after T. */
async function twoServers() {
  const history = await openHistory({ dataDir: newFolder() });
  onTestFinished(history.close);
  const clock = { now: T };
  const fail = async (at: number) => {
    await history.recordPoll(pollOf(at - SECOND_MS));
    await history.recordPoll(pollOf(at, { clusters: [readingOf({ status: "degraded", health: "degraded" })] }));
  };
  await fail(T + 30 * SECOND_MS);
  const handle = { current: () => history, problem: () => null, whenOpen: () => {} };
  const servers = [
    createGuestSummaries(handle, "UTC", () => clock.now),
    createGuestSummaries(handle, "UTC", () => clock.now),
  ] as const;
  const link = exampleLink({ scope: { accountIds: ["shade"], clusterIds: [] } });
  const askAt = async (secondsAfterADay: number, server: 0 | 1) => {
    clock.now = T + DAY_MS + secondsAfterADay * SECOND_MS;
    const summary = await servers[server].of({ ...link, show: { ...link.show, costs: false } });
    return [...(summary?.failures.values() ?? [])];
  };
  const failAt = async (secondsAfterADay: number) => {
    await fail(T + DAY_MS + secondsAfterADay * SECOND_MS);
    for (const server of servers) server.noteChange();
  };
  return { askAt, failAt };
}

it("says the same on all servers in the same minute, whenever a guest asked each of them", async () => {
  const { askAt } = await twoServers();
  expect([await askAt(5, 0), await askAt(40, 1)]).toEqual([[1], [1]]);
  expect([await askAt(61, 0), await askAt(65, 1)]).toEqual([[], []]);
});

it("says the same again within ten seconds of a change", async () => {
  const { askAt, failAt } = await twoServers();
  expect([await askAt(61, 0), await askAt(65, 1)]).toEqual([[], []]);
  await failAt(67);
  expect([await askAt(71, 1), await askAt(72, 0)]).toEqual([[1], [1]]);
});
