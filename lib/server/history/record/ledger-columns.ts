import "server-only";
import { fromParts, toParts, type UsdMicrosPerHour, usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { CostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { CostStepTable } from "../schema";

type LedgerColumns = {
  [Column in keyof LedgerRow]: Column extends "usdMicrosPerHour" ? number | null : LedgerRow[Column];
};

export const LEDGER_COLUMNS = [
  "startedAt",
  "endedAt",
  "status",
  "providerStatus",
  "health",
  "billing",
  "usdMicrosPerHour",
  "rateSource",
  "startErrorMs",
  "endErrorMs",
] as const satisfies readonly (keyof LedgerRow)[];

export function toLedgerRow(columns: LedgerColumns): LedgerRow {
  return {
    startedAt: columns.startedAt,
    endedAt: columns.endedAt,
    status: columns.status,
    providerStatus: columns.providerStatus,
    health: columns.health,
    billing: columns.billing,
    usdMicrosPerHour: toRate(columns.usdMicrosPerHour),
    rateSource: columns.rateSource,
    startErrorMs: columns.startErrorMs,
    endErrorMs: columns.endErrorMs,
  };
}

export function toCostStep(columns: CostStepTable): CostStep {
  return {
    at: columns.at,
    errorMs: columns.errorMs,
    usdMicrosPerHour: toRate(columns.usdMicrosPerHour),
    total: {
      accrued: fromParts({ micros: columns.accruedMicros, rest: columns.accruedRest }),
      errorUsdMicros: usdMicros(columns.errorMicros),
      unpricedMs: columns.unpricedMs,
    },
  };
}

export function fromCostStep(clusterKey: number, { at, errorMs, usdMicrosPerHour, total }: CostStep): CostStepTable {
  const { micros, rest } = toParts(total.accrued);
  return {
    clusterKey,
    at,
    errorMs,
    usdMicrosPerHour,
    accruedMicros: micros,
    accruedRest: rest,
    errorMicros: total.errorUsdMicros,
    unpricedMs: total.unpricedMs,
  };
}

function toRate(micros: number | null): UsdMicrosPerHour | null {
  return micros === null ? null : usdMicrosPerHour(micros);
}
