import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "../history-handle";
import { type HourlyUpkeep, startHourlyUpkeep } from "../hourly-upkeep";

/** Folds old samples in the background. */
export function startSampleUpkeep(historyHandle: HistoryHandle, log: Logger, now: () => EpochMs): HourlyUpkeep {
  return startHourlyUpkeep(historyHandle, (history, signal) => history.foldSamples(now(), signal), {
    firstAfterMs: 0,
    onError: (error) => log.warn({ err: error }, "Old metric samples could not be folded"),
  });
}
