import "server-only";
import type { UsdMicros, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";

const MICROS = 1_000_000;

/** Money in dollars, as series have it; `null` stays unknown. */
export function dollars(micros: UsdMicros | UsdMicrosPerHour | null): number | null {
  return micros === null ? null : micros / MICROS;
}

/** A moment in seconds since 1970. */
export function timestamp(at: EpochMs | null): number | null {
  return at === null ? null : at / SECOND_MS;
}
