import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { AppProcess } from "../support/app-process";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";
import { type CountedFleet, serveCountedFleet } from "./counted-fleet";
import { type DatabaseProxy, standBeforeDatabase } from "./database-proxy";
import { heldLeases, queryDatabase } from "./lease-rows";
import { prepareServers, type SeveralServers } from "./several-servers";
import { watch } from "./viewers";

test.skip(!TEST_ALL, "minutes each");

interface Deck extends AsyncDisposable {
  fleet: CountedFleet;
  databaseUrl: string;
  proxy: DatabaseProxy;
  servers: SeveralServers;
}

/** Three servers behind one proxy before their database; `own` has what only the server of that name gets. */
async function startDeck(
  own: Record<string, Record<string, string>> = {},
  behaviour: Parameters<typeof standBeforeDatabase>[1] = {},
): Promise<Deck> {
  const fleet = await serveCountedFleet();
  const databaseUrl = await newDatabase();
  const proxy = await standBeforeDatabase(databaseUrl, behaviour);
  const environment = { CLUSTERDECK_POLL_INTERVAL_MS: "2000" };
  const servers = await prepareServers({ databaseUrl: proxy.url, environment });
  for (const name of ["A", "B", "C"]) await servers.start({ ...(await fleet.environmentOf(name)), ...own[name] });
  return {
    ...{ fleet, databaseUrl, proxy, servers },
    [Symbol.asyncDispose]: async () => {
      await servers[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await fleet[Symbol.asyncDispose]();
    },
  };
}

async function fleetOf({ url }: Pick<AppProcess, "url">): Promise<Fleet & { serverTime: number }> {
  const answer = await fetch(`${url}/api/clusters`);
  return { ...((await answer.json()) as Fleet), serverTime: Date.parse(answer.headers.get("x-server-time") ?? "") };
}

const freshnessOfAll = async ({ servers }: Deck) => {
  const fleets = await Promise.all(servers.running().map(fleetOf));
  return [...new Set(fleets.flatMap(({ accounts }) => accounts.map(({ freshness }) => freshness)))];
};

/** A server that has not seen another yet takes itself for the only one, which polls on without the database. */
const seenByEach = ({ servers }: Deck) =>
  Promise.all(
    servers.running().map(async ({ url }) => (await (await fetch(`${url}/api/settings`)).json()).servers.length),
  );

test("without the database everybody is answered and sees the readings age, nobody polls, and all goes on when it is back", async () => {
  await using deck = await startDeck();
  await expect.poll(() => seenByEach(deck)).toEqual([3, 3, 3]);
  await expect.poll(() => freshnessOfAll(deck)).toEqual(["fresh"]);
  const viewers = watch(`${deck.servers.url}/api/clusters`, 3);
  deck.proxy.cut();
  // Trust in a lease ends after 14 seconds; a poll that had begun may take its time.
  await sleep(MINUTE_MS / 2);
  const calls = deck.fleet.calls.length;
  await sleep(MINUTE_MS / 2);
  expect(deck.fleet.calls.length).toBe(calls);
  expect(await freshnessOfAll(deck)).toEqual(["stale"]);
  expect(await viewers.leave()).toEqual([]);
  deck.proxy.letThrough();
  await expect.poll(() => freshnessOfAll(deck)).toEqual(["fresh"]);
  const problems = async () =>
    Promise.all(
      deck.servers.running().map(async ({ url }) => (await (await fetch(`${url}/api/costs`)).json()).history.problem),
    );
  await expect.poll(problems).toEqual([null, null, null]);
});

test("through a pooler that passes no hints on, servers look by themselves", async () => {
  await using deck = await startDeck({}, { dropsNotifications: true });
  await expect.poll(() => freshnessOfAll(deck)).toEqual(["fresh"]);
  const hears = () => queryDatabase<{ hears: boolean }>(deck.databaseUrl, "select hears_hints as hears from server");
  await expect.poll(async () => (await hears()).map(({ hears }) => hears)).toEqual([false, false, false]);
  deck.fleet.setFault("shadeform", "401");
  const problems = async () => {
    const fleets = await Promise.all(deck.servers.running().map(fleetOf));
    return fleets.map(({ accounts }) => accounts.find(({ id }) => id === "shadeform")?.problem?.code ?? null);
  };
  await expect.poll(problems).toEqual(["auth", "auth", "auth"]);
});

test("a server whose clock is ten minutes ahead takes no lease early, and shows no reading from the future", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-clock-"));
  const file = join(folder, "ahead-ms");
  writeFileSync(file, String(10 * MINUTE_MS));
  const preload = new URL("../faults/moved-clock.mjs", import.meta.url).href;
  const ahead = { MOVED_CLOCK_FILE: file, NODE_OPTIONS: `--import=${preload}` };
  try {
    await using deck = await startDeck({ A: ahead });
    await expect.poll(() => freshnessOfAll(deck)).toEqual(["fresh"]);
    const before = await heldLeases(deck.databaseUrl);
    for (let looks = 0; looks < 20; looks += 1) {
      for (const { accounts, serverTime } of await Promise.all(deck.servers.running().map(fleetOf))) {
        for (const { id, lastSuccessAt } of accounts) {
          const ageMs = serverTime - Date.parse(lastSuccessAt ?? "");
          expect(ageMs, id).toBeGreaterThanOrEqual(0);
          expect(ageMs, id).toBeLessThan(MINUTE_MS);
        }
      }
      await sleep(1_000);
    }
    // Moving one on purpose, once the servers have been the same for a while, begins one term.
    for (const [name, { epoch }] of await heldLeases(deck.databaseUrl)) {
      expect(epoch - (before.get(name)?.epoch ?? epoch), name).toBeLessThanOrEqual(1);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
