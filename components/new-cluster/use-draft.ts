import { useState } from "react";
import { type Draft, parseDraft } from "./draft";

const KEY = "clusterdeck.new-cluster";

export type DraftStore = ReturnType<typeof useDraft>;

/** The draft, which outlives a reload of this tab. Only for what is never rendered on the server: that has no storage. */
export function useDraft() {
  const [draft, setDraft] = useState(() => parseDraft(read()));
  function change(next: Partial<Draft>): void {
    const changed = { ...draft, ...next };
    setDraft(changed);
    keep(JSON.stringify(changed));
  }
  return { draft, change, forget };
}

/** The next draft starts empty; what is on the screen stays until then. */
function forget(): void {
  keep(null);
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** A browser may refuse to keep anything: then a reload loses the draft, and nothing else is lost. */
function keep(text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, text);
  } catch {}
}
