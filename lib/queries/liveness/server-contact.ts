/**
 * What became of this page's requests: what the last one ended with, and how many failed since the last answer; or that
 * one is on its way since then.
 */
export type ServerContact = { state: "answered" | "asking" } | { state: "failed"; error: unknown; failures: number };

let contact: ServerContact = { state: "answered" };

export function serverContact(): ServerContact {
  return contact;
}

let heldQuestions = 0;

/** Whether the server may take its time: it holds a question of this page, and none has failed since the last answer. */
export function isServerHolding(): boolean {
  return heldQuestions > 0 && contact.state !== "failed";
}

/** Notes that the server holds a question, until the returned function is called. */
export function noteHeld(): () => void {
  heldQuestions += 1;
  return () => {
    heldQuestions -= 1;
  };
}

/** How many requests have failed since the last answer. */
export function failuresSinceAnswer(): number {
  return contact.state === "failed" ? contact.failures : 0;
}

/** After a failure, the failure stays until it is known how the next request ends. */
export function noteAsked(): void {
  if (contact.state === "answered") contact = { state: "asking" };
}

export function noteAnswered(): void {
  contact = { state: "answered" };
}

export function noteFailed(error: unknown): void {
  contact = { state: "failed", error, failures: failuresSinceAnswer() + 1 };
}
