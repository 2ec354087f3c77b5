import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import { calendarBuckets } from "@/lib/domain/time/time-window";
import type { HistoryHandle } from "../history-handle";
import { type HourlyUpkeep, startHourlyUpkeep } from "../hourly-upkeep";
import type { History } from "../open-history";
import { ALL_CLUSTERS } from "./cluster-filter";

/** A year and the month that it begins in: what the costs page shows at most by the day. */
const STORED_DAYS = 400;
/** The first polls and pages after a start are more urgent. */
const FIRST_AFTER_MS = 1_000;
/** Between two statements: nobody waits for this work. */
const PAUSE_MS = 10;

interface CostUpkeepOptions {
  timeZone: string;
  now: () => EpochMs;
}

/** Stores in the background what every day began with, so that the first question about a year does not have to wait. */
export function startCostUpkeep(
  historyHandle: HistoryHandle,
  log: Logger,
  { timeZone, now }: CostUpkeepOptions,
): HourlyUpkeep {
  return startHourlyUpkeep(historyHandle, (history, signal) => storeDays(history, timeZone, now(), signal), {
    firstAfterMs: FIRST_AFTER_MS,
    onError: (error) => log.warn({ err: error }, "The costs of past days could not be stored"),
  });
}

export async function storeDays(history: History, timeZone: string, now: EpochMs, signal: AbortSignal): Promise<void> {
  const beginning = await history.beginning();
  if (beginning === null) return;
  const window = { from: Math.max(beginning, now - STORED_DAYS * DAY_MS), to: now };
  const days = calendarBuckets(window, "day", timeZone) ?? [];
  const midnights = days.slice(1).map(({ from }) => from);
  await history.tidyCostSamples(midnights);
  for await (const _ of history.sampleCosts(midnights, "group", ALL_CLUSTERS, { isStored: true })) {
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
