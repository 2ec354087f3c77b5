import "server-only";
import type { KeptHistory } from "../history/kept-history";
import type { History } from "../history/open-history";
import { HttpProblem } from "./problem";

/** Throws 503 with the reason while the history cannot be opened. */
export function requireHistory(kept: KeptHistory): History {
  const history = kept.current();
  if (history !== null) return history;
  const detail = kept.problem()?.detail ?? "The history is being opened. Try again in a moment.";
  throw new HttpProblem(503, { code: "history", detail });
}
