import { useSyncExternalStore } from "react";

/** The reader's own time zone; UTC during server rendering, where it is unknown. */
export function useOwnTimeZone(): string {
  return useSyncExternalStore(
    subscribeToNothing,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}

function subscribeToNothing() {
  return () => {};
}
