import "server-only";
import type { Kept } from "../store/kept-store";
import { HttpProblem } from "./problem";

/** How often a store that is away is tried again, or more often. */
const RETRY_AFTER_SECONDS = 10;

/** The one answer to whatever needs the store while it cannot be used: nobody is at fault, and it is worth asking again. */
export function storageProblem(detail: string): HttpProblem {
  return new HttpProblem(503, { code: "storage", detail }, { "Retry-After": String(RETRY_AFTER_SECONDS) });
}

/** For what somebody who is only remembered may do again once the database says who they are. */
export function onlyLooking(): HttpProblem {
  return storageProblem("The database does not answer, so everybody can only look. Try again in a moment.");
}

/** Throws a 503 with the reason while it is not open. */
export function requireOpen<Opened>(kept: Kept<Opened>): Opened {
  const opened = kept.current();
  if (opened !== null) return opened;
  throw storageProblem(kept.problem()?.detail ?? "The database is being opened. Try again in a moment.");
}
