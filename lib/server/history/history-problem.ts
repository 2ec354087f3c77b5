import "server-only";
import type { StoreProblem } from "../store/kept-store";
import type { KeptHistory } from "./kept-history";

/** Why history is not being written at present; `null` when it is. */
export function historyProblem(kept: KeptHistory): StoreProblem | null {
  const writing = kept.current()?.writing() ?? null;
  return writing === null ? kept.problem() : { detail: writing.error.message, since: writing.since };
}
