import type { EpochMs } from "./cluster";
import { changeError, costOf, type ExactCost, NO_COST, sumCosts, sumUsd, type UsdMicros, usdMicros } from "./cost";
import type { LedgerRow } from "./ledger";

/** What a cluster had cost up to a moment. The difference of two moments is a window's cost, however many rows lie between. */
export interface RunningTotal {
  accrued: ExactCost;
  /** By how much misplaced changes may have falsified it. */
  errorUsdMicros: UsdMicros;
  /** Time without a known price. */
  unpricedMs: number;
}

export interface TotalledRow {
  row: LedgerRow;
  /** Up to the row's start, the error of that start included. */
  total: RunningTotal;
}

export const NO_TOTAL: RunningTotal = { accrued: NO_COST, errorUsdMicros: usdMicros(0), unpricedMs: 0 };

/** The total up to the start of a row that follows `previous` in the same cluster. */
export function totalAtStart(previous: TotalledRow | null, row: LedgerRow): RunningTotal {
  if (previous === null) return withError(NO_TOTAL, changeError(null, row.usdMicrosPerHour, row.startErrorMs));
  if (previous.row.endedAt === row.startedAt) {
    const change = changeError(previous.row.usdMicrosPerHour, row.usdMicrosPerHour, row.startErrorMs);
    return withError(throughRow(previous, row.startedAt), change);
  }
  const start = changeError(null, row.usdMicrosPerHour, row.startErrorMs);
  return withError(totalAt(previous, row.startedAt), start);
}

/** The total at a moment, from the last row that began until then. `at` must be a time until which the ledger is known. */
export function totalAt({ row, total }: TotalledRow, at: EpochMs): RunningTotal {
  if (row.endedAt === null || row.endedAt > at) return throughRow({ row, total }, at);
  return withError(throughRow({ row, total }, row.endedAt), changeError(row.usdMicrosPerHour, null, row.endErrorMs));
}

function throughRow({ row, total }: TotalledRow, until: EpochMs): RunningTotal {
  const ms = Math.max(0, until - row.startedAt);
  return {
    ...total,
    accrued: sumCosts([total.accrued, costOf(row.usdMicrosPerHour, ms)]),
    unpricedMs: total.unpricedMs + (row.usdMicrosPerHour === null ? ms : 0),
  };
}

function withError(total: RunningTotal, error: UsdMicros): RunningTotal {
  return { ...total, errorUsdMicros: sumUsd([total.errorUsdMicros, error]) };
}
