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

/** What a cluster had cost up to a moment. A window costs the difference of two, however often the rate changed in between. */
export interface RunningTotal {
  accrued: ExactCost;
  /** By how much misplaced changes may have falsified it. */
  errorUsdMicros: UsdMicros;
  /** Time without a known price. */
  unpricedMs: number;
}

/** A change of what a cluster costs. Derived from the ledger's rows, and worth nothing where it contradicts them. */
export interface CostStep {
  at: EpochMs;
  /** The change may have been so much earlier or later. */
  errorMs: number;
  /** From then on: zero when the cluster has ended, `null` when its price is not known. */
  usdMicrosPerHour: UsdMicrosPerHour | null;
  /** Up to then, the error of this very change included. */
  total: RunningTotal;
}

/** The cost step that a step of the ledger brings, or `null` when the rate goes on. */
export function nextCostStep(previous: CostStep | null, { closed, opened }: LedgerStep): CostStep | null {
  if (opened !== null) {
    const isSameRate = closed !== null && closed.usdMicrosPerHour === opened.usdMicrosPerHour;
    return isSameRate ? null : stepTo(previous, opened.startedAt, opened.usdMicrosPerHour, opened.startErrorMs);
  }
  if (closed?.endedAt === null || closed === null) return null;
  return stepTo(previous, closed.endedAt, usdMicrosPerHour(0), closed.endErrorMs);
}

/** The total at a moment, from the last step until then. */
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
