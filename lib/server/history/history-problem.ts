import "server-only";
import type { StoreProblem } from "../store/store-handle";
import type { HistoryHandle } from "./history-handle";

/** Why history is not being written at present; `null` when it is. */
export function historyProblem(historyHandle: HistoryHandle): StoreProblem | null {
  const writing = historyHandle.current()?.writing() ?? null;
  return writing === null ? historyHandle.problem() : { detail: writing.error.message, since: writing.since };
}
