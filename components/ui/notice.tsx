"use client";

import { useSyncExternalStore } from "react";

const SHOWN_MS = 5_000;

let notice = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Shows a message at the bottom of the page and announces it to screen readers, for five seconds. */
export function notify(text: string): void {
  clearTimeout(timer);
  show(text);
  timer = setTimeout(() => show(""), SHOWN_MS);
}

/** Where notices appear; once per page. */
export function NoticeRegion() {
  const text = useSyncExternalStore(
    subscribe,
    () => notice,
    () => "",
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-5 z-40 flex justify-center px-4">
      {text !== "" && (
        <p className="max-w-xl truncate rounded-lg border border-line bg-raised px-4 py-2 text-sm shadow-lift">
          {text}
        </p>
      )}
    </div>
  );
}

function show(text: string): void {
  notice = text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
