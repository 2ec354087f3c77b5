import { ALERTS_HEADER, NO_ALERTS } from "@/lib/contract/fleet-seen";

let tag: string | null = null;
const listeners = new Set<() => void>();

/**
 * Notes what an answer about the fleet says of alerts, and returns whether that is news. One that says nothing, as a guest's, changes
 * nothing.
 */
export function noteAlertsTag(headers: Headers): boolean {
  const header = headers.get(ALERTS_HEADER);
  const told = header === NO_ALERTS ? null : header;
  if (header === null || told === tag) return false;
  tag = told;
  for (const listener of listeners) listener();
  return true;
}

/** Another text whenever other alerts fire; `null` while none does. */
export function alertsTag(): string | null {
  return tag;
}

export function subscribeToAlertsTag(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
