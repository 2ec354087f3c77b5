import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "../../history/history-handle";
import type { History } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import { type HistorySummary, readHistorySummary } from "./history-summary";

const REFRESH_MS = MINUTE_MS;
/** By then a server that has just started has its first readings. */
const FIRST_REFRESH_MS = 3_000;
/** Where clusters change all the time, they cause no more reading than this. */
const MIN_REFRESH_MS = 10_000;

/** The history's part of the fleet answer, read once a minute for everybody, and after changes. */
export interface SummaryCache {
  /** `null` until it is first read, and while the history cannot be read. */
  current(): HistorySummary | null;
  refresh(): Promise<void>;
  /** To be called when the history has learned of a change. */
  refreshSoon(): void;
  /** Resolves once nothing is being read. */
  idle(): Promise<void>;
  stop(): void;
}

export function createSummaryCache(
  historyHandle: HistoryHandle,
  timeZone: string,
  { now, onChange }: { now: () => EpochMs; onChange: () => void },
): SummaryCache {
  let summary: HistorySummary | null = null;
  let begun = 0;
  let begunAt = Number.NEGATIVE_INFINITY;
  let soon: NodeJS.Timeout | null = null;
  let reading = Promise.resolve();
  // The history itself reports its failures; here there is simply nothing to show.
  const readAll = (history: History) =>
    readHistorySummary(history, { timeZone, now: now(), filter: ALL_CLUSTERS }).catch(() => null);
  const readAgain = async () => {
    begun += 1;
    begunAt = now();
    const number = begun;
    const history = historyHandle.current();
    const latest = history === null ? null : await readAll(history);
    // One that has begun since knows more.
    if (number !== begun) return;
    summary = latest;
    onChange();
  };
  const refresh = () => {
    reading = readAgain();
    return reading;
  };
  const refreshSoon = () => {
    const delayMs = Math.min(MIN_REFRESH_MS, begunAt + MIN_REFRESH_MS - now());
    if (delayMs <= 0) void refresh();
    else
      soon ??= setTimeout(() => {
        soon = null;
        void refresh();
      }, delayMs);
  };
  // At the same moments on all servers that share a database, so that they say the same of the past.
  const refreshAgain = () => {
    timer = setTimeout(
      () => {
        void refresh();
        refreshAgain();
      },
      REFRESH_MS - (now() % REFRESH_MS),
    );
  };
  let timer: NodeJS.Timeout | undefined;
  refreshAgain();
  const first = setTimeout(refresh, FIRST_REFRESH_MS);
  return {
    current: () => summary,
    refresh,
    refreshSoon,
    idle: () => reading,
    stop: () => {
      clearTimeout(first);
      clearTimeout(timer);
      if (soon !== null) clearTimeout(soon);
    },
  };
}
