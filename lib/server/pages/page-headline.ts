import "server-only";
import { startedApplication } from "./page-person";

/** The fleet in one sentence: it stands in the page itself, before any of the page's program has loaded. */
export function pageHeadline(): readonly [string, ...string[]] {
  return startedApplication().fleetAnswers.headline();
}
