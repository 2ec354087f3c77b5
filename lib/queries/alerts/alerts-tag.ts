import { ALERTS_HEADER, NO_ALERTS } from "@/lib/contract/fleet-seen";

let tag = NO_ALERTS;
const listeners = new Set<() => void>();

/** Notes what an answer about the fleet says of alerts. One that says nothing, as a guest's, changes nothing. */
export function noteAlertsTag(headers: Headers): void {
  const told = headers.get(ALERTS_HEADER);
  if (told === null || told === tag) return;
  tag = told;
  for (const listener of listeners) listener();
}

/** Another text whenever other alerts fire. */
export function alertsTag(): string {
  return tag;
}

export function subscribeToAlertsTag(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
