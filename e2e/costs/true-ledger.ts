import { expect } from "@playwright/test";
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
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { openHistory } from "@/lib/server/history/open-history";
import { ALL_CLUSTERS } from "@/lib/server/history/read/cluster-filter";
import type { StoreLocation } from "@/lib/server/store/open-database";
import type { ToldPrices } from "./priced-fake";
import type { PriceSchedule } from "./rising-prices";

/** A poll that is in the history. */
export interface RecordedPoll extends ToldPrices {
  /** By the clock of the process that recorded it. */
  readAt: EpochMs;
}

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };

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

/** Checks that the ledger is true to the schedules: of what they cost it knows what these polls could tell, and nothing else. */
export async function expectTrueLedger(
  location: StoreLocation,
  schedules: Record<string, PriceSchedule>,
  recorded: readonly RecordedPoll[],
  attempt: string,
): Promise<void> {
  const history = await openHistory(location);
  const onTheWay = recorded.map(({ toldAt, readAt }) => ({ from: toldAt, to: readAt }));
  const names: string[] = [];
  for await (const { cluster, pages, watchedUntil } of history.readIntervals(ALWAYS, ALL_CLUSTERS)) {
    const rows = (await Array.fromAsync(pages)).flat();
    const { name } = cluster;
    names.push(name);
    const message = `${name}, ${attempt}`;
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
