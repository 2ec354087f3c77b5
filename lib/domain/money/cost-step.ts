import type { EpochMs } from "../time/epoch";
import {
  changeError,
  costOf,
  type ExactCost,
  NO_COST,
  sumCosts,
  sumUsd,
  type UsdMicros,
  type UsdMicrosPerHour,
  usdMicros,
  usdMicrosPerHour,
} from "./cost";
import type { LedgerStep } from "./ledger";

/** What a cluster had cost up to a moment. A window's cost is the difference of two totals, however often the rate changed in between. */
export interface RunningTotal {
  accrued: ExactCost;
  /** How far off it may be because of misdated changes. */
  errorUsdMicros: UsdMicros;
  /** Time without a known price. */
  unpricedMs: number;
}

/** A change in a cluster's rate. Derived from the ledger's rows, which take precedence if they disagree. */
export interface CostStep {
  at: EpochMs;
  /** The change may have happened this much earlier or later. */
  errorMs: number;
  /** From then on: zero if the cluster has ended, `null` if its price is unknown. */
  usdMicrosPerHour: UsdMicrosPerHour | null;
  /** Up to then, including the error of this change. */
  total: RunningTotal;
}

/** The cost step that follows from a step of the ledger, or `null` if the rate stays the same. */
export function nextCostStep(previous: CostStep | null, { closed, opened }: LedgerStep): CostStep | null {
  if (opened !== null) {
    const isSameRate = closed !== null && closed.usdMicrosPerHour === opened.usdMicrosPerHour;
    return isSameRate ? null : stepTo(previous, opened.startedAt, opened.usdMicrosPerHour, opened.startErrorMs);
  }
  if (closed?.endedAt === null || closed === null) return null;
  return stepTo(previous, closed.endedAt, usdMicrosPerHour(0), closed.endErrorMs);
}

/** The total at a moment after the last step. */
export function totalAt({ at, usdMicrosPerHour, total }: CostStep, moment: EpochMs): RunningTotal {
  const ms = Math.max(0, moment - at);
  return {
    ...total,
    accrued: sumCosts([total.accrued, costOf(usdMicrosPerHour, ms)]),
    unpricedMs: total.unpricedMs + (usdMicrosPerHour === null ? ms : 0),
  };
}

const NO_TOTAL: RunningTotal = { accrued: NO_COST, errorUsdMicros: usdMicros(0), unpricedMs: 0 };

function stepTo(previous: CostStep | null, at: EpochMs, rate: UsdMicrosPerHour | null, errorMs: number): CostStep {
  const total = previous === null ? NO_TOTAL : totalAt(previous, at);
  const error = changeError(previous?.usdMicrosPerHour ?? null, rate, errorMs);
  return {
    at,
    errorMs,
    usdMicrosPerHour: rate,
    total: { ...total, errorUsdMicros: sumUsd([total.errorUsdMicros, error]) },
  };
}
