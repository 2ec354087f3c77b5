/** What became of this page's requests: what the last one ended with, or that one is on its way since the last answer. */
export type ServerContact = { state: "answered" | "asking" } | { state: "failed"; error: unknown };

let contact: ServerContact = { state: "answered" };

export function serverContact(): ServerContact {
  return contact;
}

/** After a failure, the failure stays until it is known how the next request ends. */
export function noteAsked(): void {
  if (contact.state === "answered") contact = { state: "asking" };
}

export function noteAnswered(): void {
  contact = { state: "answered" };
}

export function noteFailed(error: unknown): void {
  contact = { state: "failed", error };
}
