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
  // The history itself reports its failures; here there is simply nothing to show.
  const readAll = (history: History) =>
    readHistorySummary(history, { timeZone, now: now(), filter: ALL_CLUSTERS }).catch(() => null);
  const refresh = async () => {
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
  const refreshSoon = () => {
    soon ??= setTimeout(
      () => {
        soon = null;
        void refresh();
      },
      Math.min(MIN_REFRESH_MS, Math.max(0, begunAt + MIN_REFRESH_MS - now())),
    );
  };
  const first = setTimeout(refresh, FIRST_REFRESH_MS);
  const timer = setInterval(refresh, REFRESH_MS);
  return {
    current: () => summary,
    refresh,
    refreshSoon,
    stop: () => {
      clearTimeout(first);
      clearInterval(timer);
      if (soon !== null) clearTimeout(soon);
    },
  };
}
