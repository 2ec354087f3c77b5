import "server-only";
import { startedApplication } from "./page-person";

/** The fleet in one sentence, part of the page itself, so that it is there before any script has loaded. */
export function pageHeadline(): readonly [string, ...string[]] {
  return startedApplication().fleetAnswers.headline();
}
