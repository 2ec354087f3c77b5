import type { EpochMs } from "./cluster";
import { changeError, sumUsd, type UsdMicros, type UsdMicrosPerHour } from "./cost";
import type { LedgerRow } from "./ledger";
import { overlapMs, type TimeWindow } from "./time-window";

/** A moment at which a cluster's price changed, known up to `errorMs`. `null` prices: unknown, or no cluster. */
interface PriceChange {
  at: EpochMs;
  errorMs: number;
  before: UsdMicrosPerHour | null;
  after: UsdMicrosPerHour | null;
}

/**
 * By how much a cluster's cost inside a window may be wrong. `rows` are in order, of one cluster, and hold at least those that
 * touch the window and the ones beside it: a change outside the window may in truth have happened inside.
 */
export function costError(rows: readonly LedgerRow[], window: TimeWindow): UsdMicros {
  return sumUsd(priceChanges(rows).map((change) => errorInside(change, window)));
}

/** The share of `costError` that comes from changes dated outside the window: what `RunningTotal`s do not know of. */
export function errorFromOutside(rows: readonly LedgerRow[], window: TimeWindow): UsdMicros {
  const outside = priceChanges(rows).filter(({ at }) => at <= window.from || at > window.to);
  return sumUsd(outside.map((change) => errorInside(change, window)));
}

function errorInside({ at, errorMs, before, after }: PriceChange, window: TimeWindow): UsdMicros {
  const doubtMs = overlapMs({ from: at - errorMs, to: at + errorMs }, window);
  return changeError(before, after, Math.min(errorMs, doubtMs));
}

function priceChanges(rows: readonly LedgerRow[]): PriceChange[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const after = rows[index + 1];
    const previousPrice = before?.endedAt === row.startedAt ? before.usdMicrosPerHour : null;
    const start = { at: row.startedAt, errorMs: row.startErrorMs, before: previousPrice, after: row.usdMicrosPerHour };
    if (row.endedAt === null || after?.startedAt === row.endedAt) return [start];
    return [start, { at: row.endedAt, errorMs: row.endErrorMs, before: row.usdMicrosPerHour, after: null }];
  });
}
