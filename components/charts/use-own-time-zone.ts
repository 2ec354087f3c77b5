import { useSyncExternalStore } from "react";
import { ownZone } from "@/lib/domain/time/zone-format";

/** The reader's own time zone; UTC during server rendering, where it is unknown. */
export function useOwnTimeZone(): string {
  return useSyncExternalStore(subscribeToNothing, ownZone, () => "UTC");
}

function subscribeToNothing() {
  return () => {};
}
