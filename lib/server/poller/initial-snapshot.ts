import "server-only";
import type { ConnectionSnapshot } from "./connection-snapshot";

/** A connection before its first poll. */
export function initialSnapshot({
  id,
  label,
  provider,
  pollIntervalMs,
}: Pick<ConnectionSnapshot, "id" | "label" | "provider" | "pollIntervalMs">): ConnectionSnapshot {
  return {
    id,
    provider: { id: provider.id, label: provider.label },
    label,
    state: "starting",
    pollIntervalMs,
    lastSuccessAt: null,
    lastAttemptAt: null,
    nextAttemptAt: null,
    problem: null,
    warnings: [],
    clusters: new Map(),
    gone: new Map(),
  };
}
