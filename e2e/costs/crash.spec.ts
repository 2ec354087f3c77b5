import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import {
  centsPerHour,
  changeError,
  magnitude,
  roundCost,
  subtractUsd,
  sumUsd,
  type UsdMicros,
} from "@/lib/domain/money/cost";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { madeUp } from "@/lib/server/demo/made-up-random";
import { openHistory } from "@/lib/server/history/open-history";
import { ALL_CLUSTERS } from "@/lib/server/history/read/cluster-filter";
import { TEST_ALL } from "../support/test-all";
import { type PricedClusters, servePricedClusters, type ToldPoll } from "./priced-clusters";
import { type PriceSchedule, risingPrices } from "./rising-prices";
import { bundleRecording, startRecording } from "./start-recording";

const KILLS = TEST_ALL ? 100 : 20;
const MAX_RUN_MS = HOUR_MS;
const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** CLUSTERDECK_CRASH_SEED repeats the schedule and the moments of a run, as far as the machine's timing allows. */
const seed = process.env.CLUSTERDECK_CRASH_SEED ?? randomUUID();
let draws = 0;
const random = () => {
  draws += 1;
  return madeUp(seed, draws);
};

/** While it starts, between two polls, or while a poll is read and written, which is the most frequent. */
async function randomMoment(account: PricedClusters): Promise<void> {
  const draw = random();
  const polls = draw < 0.1 ? 0 : draw < 0.75 ? 1 : 2;
  for (let poll = 0; poll < polls; poll += 1) await account.nextPoll();
  await sleep(random() * (polls === 0 ? 500 : 150));
}

interface Reading {
  /** When the price was read. */
  at: EpochMs;
  cents: number;
}

/** The times between two readings in which the price changed: at any moment of them, for all that the ledger knows. */
function changesIn(readings: readonly Reading[]): TimeWindow[] {
  return readings.flatMap(({ at, cents }, index) => {
    const before = readings[index - 1];
    return before === undefined || before.cents === cents ? [] : [{ from: before.at, to: at }];
  });
}

/** Whether the row's own error allows for every moment of this time. */
function mayHaveBegunIn({ startedAt, startErrorMs }: LedgerRow, time: TimeWindow | undefined): boolean {
  return time !== undefined && startedAt - startErrorMs <= time.from && startedAt + startErrorMs >= time.to;
}

/** What all those changes may have cost more or less: the ledger has no reason to doubt more than that. */
function largestError(readings: readonly Reading[]): UsdMicros {
  return sumUsd(
    readings.slice(1).map(({ at, cents }, index) => {
      const before = readings[index] ?? { at, cents };
      return changeError(centsPerHour(before.cents), centsPerHour(cents), at - before.at);
    }),
  );
}

/** Checks that the ledger is true to the schedule after all those kills. */
async function expectTrueLedger(
  dataDir: string,
  schedules: Record<string, PriceSchedule>,
  told: readonly ToldPoll[],
): Promise<void> {
  const history = await openHistory({ dataDir });
  const recorded = told.flatMap(({ toldAt, readAt, prices }) => (readAt === null ? [] : [{ toldAt, readAt, prices }]));
  const onTheWay = recorded.map(({ toldAt, readAt }) => ({ from: toldAt, to: readAt }));
  const names: string[] = [];
  for await (const { cluster, pages, watchedUntil } of history.readIntervals(ALWAYS, ALL_CLUSTERS)) {
    const rows = (await Array.fromAsync(pages)).flat();
    const { name } = cluster;
    names.push(name);
    const message = `${name}, seed ${seed}`;
    const written = rows.map(({ usdMicrosPerHour }) => Number(usdMicrosPerHour) / 10_000);
    const readings = recorded.map(({ readAt, prices }) => ({ at: readAt, cents: prices[name] ?? 0 }));
    expect([...new Set(readings.map(({ cents }) => cents))], message).toEqual(written);
    expect(
      rows.slice(1).map(({ startedAt }) => startedAt),
      message,
    ).toEqual(rows.slice(0, -1).map(({ endedAt }) => endedAt));
    const changes = changesIn(readings);
    expect(
      rows.slice(1).filter((row, index) => !mayHaveBegunIn(row, changes[index])),
      message,
    ).toEqual([]);
    expect([rows[0]?.startedAt, watchedUntil], message).toEqual([readings[0]?.at, readings.at(-1)?.at]);

    const filter = { clusterIds: [cluster.id] };
    const window = { from: rows[0]?.startedAt ?? 0, to: watchedUntil };
    const [sample] = (await Array.fromAsync(history.sampleCosts([window.to], "cluster", filter))).flat();
    const { errorUsdMicros, unpricedMs } = await history.readWindowDoubt(window, filter);
    const truth = schedules[name]?.cost(window, onTheWay);
    if (sample === undefined || truth === undefined) throw new Error(`${name} has no cost`);
    const difference = magnitude(subtractUsd(roundCost(sample.accrued), truth));
    expect(difference, message).toBeLessThanOrEqual(errorUsdMicros);
    expect(errorUsdMicros, message).toBeLessThanOrEqual(largestError(readings));
    expect(unpricedMs, message).toBe(0);
  }
  expect(names.sort()).toEqual(Object.keys(schedules).sort());
  await history.close();
}

test(`killed at ${KILLS} random moments, it opens its history each time and has lost nothing but the poll in flight`, async () => {
  test.setTimeout(600_000);
  const now = Date.now();
  const schedules = Object.fromEntries(
    ["one", "two", "three"].map((name) => [name, risingPrices(now, now + MAX_RUN_MS, random)]),
  );
  const program = test.info().outputPath("recording.mjs");
  await bundleRecording(program);
  const dataDir = test.info().outputPath("data");
  const account = await servePricedClusters(schedules, dataDir);
  const environment = {
    ...account.environment,
    CLUSTERDECK_DATA_DIR: dataDir,
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    CLUSTERDECK_REQUESTS_PER_MINUTE: "10000",
  };

  for (let life = 0; life <= KILLS; life += 1) {
    const recording = startRecording(program, environment);
    account.follow(recording);
    if (life < KILLS) {
      await randomMoment(account);
      await recording.end("SIGKILL");
    } else {
      for (let poll = 0; poll < 3; poll += 1) await account.nextPoll();
      await recording.end("SIGTERM");
    }
    // No warnings or errors: a history that cannot be opened or written would be logged as one.
    expect(recording.output(), `seed ${seed}`).not.toMatch(/"level":[456]0/);
  }
  await account.close();
  await expectTrueLedger(dataDir, schedules, account.told);
  await rm(dataDir, { recursive: true });
});
