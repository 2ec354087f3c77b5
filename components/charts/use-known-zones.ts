import { useSyncExternalStore } from "react";
import { once } from "@/lib/domain/text/once";

const none: readonly string[] = [];
const known = once((): readonly string[] => Intl.supportedValuesOf("timeZone"));

/**
 * The time zones that this browser knows. None during server rendering: Node and browsers know different ones, and React expects
 * both to write the same page.
 */
export function useKnownZones(): readonly string[] {
  return useSyncExternalStore(subscribeToNothing, known, () => none);
}

function subscribeToNothing() {
  return () => {};
}
