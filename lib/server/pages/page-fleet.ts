import "server-only";
import { log } from "../log";
import { startedApplication } from "./page-person";

/** What a page for people is answered when it asks for the fleet; `null` if it cannot be answered now. */
export function pageFleet() {
  return unlessUnanswered(async () => startedApplication().fleetAnswers.current());
}

/** A page goes without what it cannot be given: it asks for it soon, and can say then why it is not there. */
export async function unlessUnanswered<T>(answer: () => Promise<T>): Promise<T | null> {
  try {
    return await answer();
  } catch (error) {
    log().warn({ err: error }, "A page was written without its fleet");
    return null;
  }
}
