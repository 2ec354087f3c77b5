import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { POLL_INTERVAL_MS, rateOf, readingOf } from "@/lib/testing/example-polls";
import { madeUpAccount } from "@/lib/testing/made-up-provider/made-up-account";
import { describeEachStore } from "@/lib/testing/stores";
import type { AccountConfiguration } from "../configuration/configuration";
import { createSoleServer } from "../coordination/sole-server";
import { openHistory } from "../history/open-history";
import { ALL_CLUSTERS } from "../history/read/cluster-filter";
import type { LastReading } from "../history/read/last-readings";
import type { RecordedPoll } from "../history/record/poll-recorder";
import { log } from "../log";
import { DIRECT } from "../outbound/outbound";
import type { StoreLocation } from "../store/open-database";
import { createPoller, type Poller } from "./poller";

const START = Date.UTC(2026, 10, 10);
const BY_ADA = { at: START, by: "ada@example.org" };
/** Before the first reading and after the last. */
const UNREAD_MS = POLL_INTERVAL_MS + SECOND_MS;
const WATCHED_MS = 2 * MINUTE_MS;

/** How an account is left alone for a while. */
const WAYS = ["paused", "retired", "server off"] as const;
type Way = (typeof WAYS)[number];

interface Story {
  awayMs: number;
  /** When, as a part of that time, the cluster becomes another. */
  changesAt: number;
  usdBefore: number;
  /** `null`: it is gone. */
  usdAfter: number | null;
}

const story: fc.Arbitrary<Story> = fc.record({
  awayMs: fc.constantFrom(5 * MINUTE_MS, 3 * HOUR_MS, 2 * DAY_MS),
  changesAt: fc.constantFrom(0.1, 0.5, 0.9),
  usdBefore: fc.constantFrom(3, 10),
  usdAfter: fc.constantFrom(3, 10, 7.333_333, null),
});

/** What is recorded of a cluster that is watched for two minutes, left alone, and watched for two minutes again. */
async function pollsOf(way: Way, { awayMs, changesAt, usdBefore, usdAfter }: Story): Promise<RecordedPoll[]> {
  vi.useFakeTimers({ now: START });
  // Every poller of a way polls at the same times.
  const random = vi.spyOn(Math, "random").mockReturnValue(0.5);
  const polls: RecordedPoll[] = [];
  const changesTime = START + WATCHED_MS + changesAt * awayMs;
  const account = madeUpAccount(async () => {
    const usd = Date.now() < changesTime ? usdBefore : usdAfter;
    const clusters = usd === null ? [] : [readingOf({ rate: rateOf(usd) })];
    return { clusters, unreadable: [], warnings: [], complete: true };
  });
  const startPoller = (accounts: readonly AccountConfiguration[]) => {
    const poller = createPoller({
      ...{ rates: () => [], outbound: () => DIRECT, log: log(), join: (snapshot) => snapshot },
      recorder: { record: (poll) => polls.push({ ...poll, steady: null }) },
      ...{ leases: createSoleServer().leases, sharing: null, budgetRows: null, now: Date.now },
    });
    poller.setAccounts(accounts);
    return poller;
  };
  try {
    let poller = startPoller([account]);
    await vi.advanceTimersByTimeAsync(WATCHED_MS);
    const known = lastReadings(poller);
    if (way === "paused") poller.setAccounts([{ ...account, paused: BY_ADA }]);
    if (way === "retired") poller.setAccounts([]);
    if (way === "server off") poller.stop();
    await vi.advanceTimersByTimeAsync(awayMs);
    if (way === "server off") poller = startPoller([account]);
    else poller.setAccounts([account]);
    // As the application does for whatever the poller does not know.
    if (way !== "paused") poller.restore(known);
    await vi.advanceTimersByTimeAsync(WATCHED_MS);
    poller.stop();
    return polls;
  } finally {
    random.mockRestore();
    vi.useRealTimers();
  }
}

function lastReadings({ store }: Poller): LastReading[] {
  const clusters = store.accounts().flatMap((account) => [...account.clusters.values()]);
  return clusters.map(({ reading, observedAt, statusSince, statusMayBeOlder }) => ({
    ...{ accountId: "one", reading, observedAt, statusSince, statusMayBeOlder, goneAt: null },
  }));
}

async function costsOf(polls: readonly RecordedPoll[], location: StoreLocation, now: EpochMs) {
  const history = await openHistory(location);
  for (const poll of polls) await history.recordPoll(poll);
  const zones = { timeZone: "UTC", billingTimeZone: "UTC" };
  const query = { ...zones, from: START, to: now, bucket: "hour", groupBy: "cluster", clusterId: null } as const;
  const labels = { ...EXAMPLE_LABELS, accountIds: () => ["one"] };
  const costs = await answerCosts(query, { history, now, filter: ALL_CLUSTERS, labels });
  await history.close();
  return costs ?? expect.fail();
}

describeEachStore((newStore) => {
  it("counts what passes while an account is paused or retired as unknown, exactly as of a server that was off", async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const now = START + 2 * WATCHED_MS + told.awayMs;
        const ways = [];
        for (const way of WAYS) ways.push(await costsOf(await pollsOf(way, told), await newStore(), now));
        const [paused, retired, off] = ways.map((costs) => ({ ...costs, generatedAt: "" }));
        expect(paused).toEqual(off);
        expect(retired).toEqual(off);
        expect(paused?.observedShare).toBeLessThan(1);
        expect(paused?.gaps.length).toBeGreaterThan(0);
        const truth = trueCost(told);
        // Costs are counted from the first reading to the last, and each sum is rounded.
        const slack = (Math.max(told.usdBefore, told.usdAfter ?? 0) * 1_000_000 * UNREAD_MS) / HOUR_MS + 2;
        const distance = Math.abs((paused?.totalUsdMicros ?? 0) - truth);
        expect(distance).toBeLessThanOrEqual((paused?.errorUsdMicros ?? 0) + slack);
        if (told.usdAfter !== told.usdBefore) expect(paused?.errorUsdMicros).toBeGreaterThan(0);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
});

function trueCost({ awayMs, changesAt, usdBefore, usdAfter }: Story): number {
  const beforeMs = WATCHED_MS + changesAt * awayMs;
  const afterMs = (1 - changesAt) * awayMs + WATCHED_MS;
  return ((beforeMs * usdBefore + afterMs * (usdAfter ?? 0)) / HOUR_MS) * 1_000_000;
}
