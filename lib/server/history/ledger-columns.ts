import "server-only";
import { fromParts, toParts, usdMicros, usdMicrosPerHour } from "@/lib/domain/cost";
import type { LedgerRow } from "@/lib/domain/ledger";
import type { RunningTotal } from "@/lib/domain/running-total";
import type { ClusterIntervalTable } from "./schema";

type LedgerColumns = {
  [Column in keyof LedgerRow]: Column extends "usdMicrosPerHour" ? number | null : LedgerRow[Column];
};
type TotalColumns = Pick<ClusterIntervalTable, "accruedMicros" | "accruedRest" | "errorMicros" | "unpricedMs">;

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

export const TOTAL_COLUMNS = ["accruedMicros", "accruedRest", "errorMicros", "unpricedMs"] as const;

export function toLedgerRow(columns: LedgerColumns): LedgerRow {
  return {
    startedAt: columns.startedAt,
    endedAt: columns.endedAt,
    status: columns.status,
    providerStatus: columns.providerStatus,
    health: columns.health,
    billing: columns.billing,
    usdMicrosPerHour: columns.usdMicrosPerHour === null ? null : usdMicrosPerHour(columns.usdMicrosPerHour),
    rateSource: columns.rateSource,
    startErrorMs: columns.startErrorMs,
    endErrorMs: columns.endErrorMs,
  };
}

export function toRunningTotal({ accruedMicros, accruedRest, errorMicros, unpricedMs }: TotalColumns): RunningTotal {
  return {
    accrued: fromParts({ micros: accruedMicros, rest: accruedRest }),
    errorUsdMicros: usdMicros(errorMicros),
    unpricedMs,
  };
}

export function fromRunningTotal({ accrued, errorUsdMicros, unpricedMs }: RunningTotal): TotalColumns {
  const { micros, rest } = toParts(accrued);
  return { accruedMicros: micros, accruedRest: rest, errorMicros: errorUsdMicros, unpricedMs };
}
