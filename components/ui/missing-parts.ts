import { useSyncExternalStore } from "react";

let missing = 0;
const listeners = new Set<() => void>();

/** Notes that a part of the program does not arrive; call what it returns once it has. */
export function noteMissingPart(): () => void {
  count(1);
  return () => count(-1);
}

export function isPartMissing(): boolean {
  return missing > 0;
}

/** Whether this page waits in vain for a part of the program, as after an update that removed it from the server. */
export function useIsPartMissing(): boolean {
  return useSyncExternalStore(subscribe, isPartMissing, () => false);
}

function count(change: 1 | -1): void {
  missing += change;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
