import { useSyncExternalStore } from "react";

/** The zone of the reader's own clocks; UTC while the server renders, which does not know it. */
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
