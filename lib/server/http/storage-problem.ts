import "server-only";
import { type StoreFaultKind, storeFaultKind } from "../store/store-fault";
import { HttpProblem } from "./problem";

const RETRY_AFTER_SECONDS = "5";

const SENTENCES: Record<StoreFaultKind, string> = {
  locked: "Another program holds Clusterdeck’s database at the moment. Try again in a few seconds.",
  full: "The disk that holds Clusterdeck’s database is full, so nothing can be stored. Make room on it, then try again.",
  unavailable: "Clusterdeck’s database does not answer. Try again in a few seconds.",
  damaged: "Clusterdeck’s database is damaged. Restore a backup, then try again.",
};

/** A 503 in words for whatever could not be answered because of the store; `null` for any other error. */
export function storageProblem(error: unknown): HttpProblem | null {
  const kind = storeFaultKind(error);
  return kind && storageUnanswered(SENTENCES[kind]);
}

export function storageUnanswered(detail: string): HttpProblem {
  return new HttpProblem(503, { code: "storage", detail }, { "Retry-After": RETRY_AFTER_SECONDS });
}
