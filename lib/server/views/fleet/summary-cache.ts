import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "../../history/history-handle";
import type { History } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import { type HistorySummary, readHistorySummary } from "./history-summary";

const REFRESH_MS = MINUTE_MS;
/** By then a server that has just started has its first readings. */
const FIRST_REFRESH_MS = 3_000;

/** The history's part of the fleet answer, read once a minute for everybody. */
export interface SummaryCache {
  /** `null` until it is first read, and while the history cannot be read. */
  current(): HistorySummary | null;
  refresh(): Promise<void>;
  stop(): void;
}

export function createSummaryCache(
  historyHandle: HistoryHandle,
  timeZone: string,
  { now, onChange }: { now: () => EpochMs; onChange: () => void },
): SummaryCache {
  let summary: HistorySummary | null = null;
  // The history itself reports its failures; here there is simply nothing to show.
  const readAll = (history: History) =>
    readHistorySummary(history, { timeZone, now: now(), filter: ALL_CLUSTERS }).catch(() => null);
  const refresh = async () => {
    const history = historyHandle.current();
    summary = history === null ? null : await readAll(history);
    onChange();
  };
  const first = setTimeout(refresh, FIRST_REFRESH_MS);
  const timer = setInterval(refresh, REFRESH_MS);
  return {
    current: () => summary,
    refresh,
    stop: () => {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
