import "server-only";
import type { StoreProblem } from "../store/store-handle";
import type { HistoryHandle } from "./history-handle";

/** Why history is currently not being written; `null` if it is. */
export function historyProblem(historyHandle: HistoryHandle): StoreProblem | null {
  const writing = historyHandle.current()?.writing() ?? null;
  return writing === null ? historyHandle.problem() : { detail: writing.error.message, since: writing.since };
}
