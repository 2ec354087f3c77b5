import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 639px)";

/** Whether the window is a phone's. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrowNow, () => false);
}

/** The same at this moment; never on the server, which does not know the window. */
export function isNarrowNow(): boolean {
  return typeof window !== "undefined" && matchMedia(NARROW).matches;
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
