"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { createUrlChanges } from "./url-changes";
import { readQuery, type UrlChanges, type UrlValues, type UrlView, type Written, writeChanges } from "./url-query";

const NOTHING: Written = new Map();
const nothing = () => NOTHING;
const changes = typeof window === "undefined" ? null : createUrlChanges(window);
const subscribe = (listener: () => void) => changes?.subscribe(listener) ?? (() => undefined);
const shown = () => changes?.shown() ?? NOTHING;

if (changes !== null) window.addEventListener("popstate", changes.left);

/** To be called before another page is opened: see `useOpenPage`. */
export function leaveUrlView(): void {
  changes?.leaving();
}

/**
 * The part of a page's state that lives in the query of its URL, so that the view can be shared. A change is shown at once
 * and written soon; `null` takes everything back. `push`: each change is a step that the browser's back button takes back.
 */
export function useUrlView<View extends UrlView>(view: View, { push = false } = {}) {
  const query = useSearchParams();
  const pending = useSyncExternalStore(subscribe, shown, nothing);
  useEffect(() => changes?.rendered(query), [query]);

  const written = (name: string) => {
    const text = pending.get(name);
    return text === undefined ? query.get(name) : text;
  };
  // Values stay the same objects while the URL says the same of them, whatever else it says.
  const said = JSON.stringify(Object.keys(view).map(written));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` is all that `written` answers.
  const values: UrlValues<View> = useMemo(() => readQuery(view, written), [view, said]);
  const change = useCallback(
    (next: UrlChanges<View> | null) => changes?.change(writeChanges(view, next ?? nothingOf(view)), { push }),
    [view, push],
  );
  return [values, change] as const;
}

function nothingOf<View extends UrlView>(view: View): UrlChanges<View> {
  const changes: UrlChanges<View> = {};
  for (const name in view) changes[name] = null;
  return changes;
}
