import "server-only";
import type { Logger } from "pino";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { type HourlyUpkeep, startHourlyUpkeep } from "../../history/hourly-upkeep";
import type { StoreHandle } from "../../store/store-handle";
import type { SharedReadings } from "./shared-readings";

/** Removes what was read of accounts that are gone: it holds connection details. */
export function startReadingUpkeep(
  readings: StoreHandle<Pick<SharedReadings, "removeAbandoned">>,
  /** The accounts of this server. */
  ids: () => readonly string[],
  log: Pick<Logger, "warn">,
): HourlyUpkeep {
  return startHourlyUpkeep(readings, (opened) => opened.removeAbandoned(ids()), {
    firstAfterMs: MINUTE_MS,
    onError: (err) => log.warn({ err }, "What was read of accounts that are gone could not be removed"),
  });
}
