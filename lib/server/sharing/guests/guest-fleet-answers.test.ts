import { expect, it } from "vitest";
import { SEEN_HEADER } from "@/lib/contract/fleet-seen";
import { guestFleetSchema } from "@/lib/contract/guest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DEFAULT_SHOW } from "@/lib/domain/people/share-link";
import { guardedSnapshot, guestLink, guestsOf } from "@/lib/testing/example-guests";
import { exampleLink, NOW } from "@/lib/testing/example-links";
import { exampleReading } from "@/lib/testing/example-reading";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { HistorySummary } from "../../views/fleet/history-summary";
import { createGuestFleetAnswers } from "./guest-fleet-answers";

const POLL_MS = 15_000;
const SNAPSHOT: AccountSnapshot = {
  id: "shade",
  provider: { id: "shadeform", label: "Shadeform" },
  label: "Shadeform",
  canCreate: false,
  state: "ok",
  paused: null,
  pollIntervalMs: POLL_MS,
  lastSuccessAt: NOW,
  lastAttemptAt: NOW,
  nextAttemptAt: NOW + POLL_MS,
  problem: null,
  warnings: [],
  billing: null,
  clusters: new Map([
    [
      "a",
      {
        reading: exampleReading({ providerClusterId: "a" }),
        ...{ observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null },
      },
    ],
  ]),
  gone: new Map(),
};

function answersOf() {
  let [now, polls, made] = [NOW, 0, 0];
  let summary: HistorySummary | null = null;
  let failure: Error | null = null;
  const snapshots = async () => {
    made += 1;
    if (failure !== null) throw failure;
    return [SNAPSHOT];
  };
  const answers = createGuestFleetAnswers({
    store: { revision: () => String(polls) },
    guestFleets: { snapshots },
    guestSummaries: { of: async () => summary },
    demo: false,
    billingTimeZone: "UTC",
    now: () => now,
  });
  return {
    ask: (aliasKey?: string, show = DEFAULT_SHOW) => answers.of(exampleLink({ show }, aliasKey)),
    made: () => made,
    poll: () => {
      polls += 1;
    },
    wait: (ms: number) => {
      now += ms;
    },
    tellHistory: () => {
      summary = {
        recentRates: new Map(),
        failures: new Map(),
        month: {
          ...{ usdMicros: usdMicros(7), errorUsdMicros: usdMicros(0), unpricedMs: 0 },
          ...{ from: NOW, asOf: NOW, timeZone: "UTC", watches: [] },
        },
      };
    },
    fail: (error: Error | null) => {
      failure = error;
    },
  };
}

it("is made once for all guests of a link until the next poll, separately from other links", async () => {
  const { ask, made, poll } = answersOf();
  const [one, other] = await Promise.all([ask(), ask()]);
  expect(await ask()).toBe(one);
  expect(other).toBe(one);
  expect(made()).toBe(1);
  expect((await ask("another")).etag).not.toBe(one.etag);
  poll();
  // What they are told has not changed, so their browsers do not have to read it again.
  expect((await ask()).etag).toBe(one.etag);
  expect(made()).toBe(3);
});

it("is made again once a reading has grown old without a poll", async () => {
  const { ask, made, wait } = answersOf();
  const stillFresh = await ask();
  wait(2 * POLL_MS);
  expect(await ask()).toBe(stillFresh);
  wait(1);
  const late = await ask();
  expect(made()).toBe(2);
  const { generatedAt } = guestFleetSchema.parse(JSON.parse(Buffer.from(await late.body("identity")).toString()));
  expect(generatedAt).toBe(new Date(NOW + 2 * POLL_MS + 1).toISOString());
});

it("is made again once the history says something new", async () => {
  const { ask, tellHistory } = answersOf();
  const before = await ask();
  tellHistory();
  expect((await ask()).etag).not.toBe(before.etag);
});

it("caches no failure, and no more links than it may", async () => {
  const { ask, made, fail } = answersOf();
  fail(new Error("away"));
  await expect(ask()).rejects.toThrow("away");
  fail(null);
  await ask();
  for (let link = 0; link < 50; link += 1) await ask(String(link));
  const before = made();
  await ask("49");
  expect(made()).toBe(before);
  await ask();
  expect(made()).toBe(before + 1);
});

it("shows at once what is left of a link that somebody narrowed at the database", async () => {
  const { ask } = answersOf();
  const wide = await ask("key", { ...DEFAULT_SHOW, costs: true });
  const narrow = await ask("key", { ...DEFAULT_SHOW, costs: false });
  expect(narrow.etag).not.toBe(wide.etag);
  expect(await ask("key", { ...DEFAULT_SHOW, costs: true })).toBe(wide);
});

it("has no other tag after changes that its guests are not shown, and tells them neither wallets nor the month", async () => {
  const link = guestLink({ show: { ...DEFAULT_SHOW, costs: false } });
  const reading = exampleReading({ providerClusterId: "a", rate: priced(1) });
  const before = guardedSnapshot("one", [reading]);
  const revisionOf = async (snapshot: AccountSnapshot) => (await guestsOf([snapshot]).answerFor(link)).revision;
  const unseen: AccountSnapshot = {
    ...guardedSnapshot("one", [{ ...reading, rate: priced(2) }]),
    ...{ label: "Renamed", canCreate: false, warnings: ["Another."] },
    billing: { balanceUsdMicros: usdMicros(1), suspension: null, quotas: [], readAt: NOW + 1 },
  };
  expect(await revisionOf(unseen)).toBe(await revisionOf(before));
  const seen = guardedSnapshot("one", [{ ...reading, status: "stopped" }]);
  expect(await revisionOf(seen)).not.toBe(await revisionOf(before));

  const { seenHeaders } = await guestsOf([before]).answers.of(link);
  const stamps: number[][] = Object.values(JSON.parse(seenHeaders[SEEN_HEADER] ?? ""));
  expect(Object.keys(seenHeaders)).toEqual([SEEN_HEADER]);
  const { accounts } = await guestsOf([before]).answerFor(link);
  expect(stamps).toEqual([
    [...["lastSuccessAt", "lastAttemptAt", "nextAttemptAt"].map((at) => Date.parse(accounts[0][at])), null],
  ]);
});

function priced(dollars: number): ClusterReading["rate"] {
  const micros = usdMicrosPerHour(dollars * 1_000_000);
  return { usdMicrosPerHour: micros, source: "reported", billing: "full", note: null };
}
