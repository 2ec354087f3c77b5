import "server-only";
import type { Provider } from "../providers/spec";
import type { ConnectionSnapshot } from "./connection-snapshot";

interface InitialConnection extends Pick<ConnectionSnapshot, "id" | "label" | "pollIntervalMs"> {
  provider: Pick<Provider, "id" | "label"> & Partial<Pick<Provider, "orderForm">>;
}

/** A connection before its first poll. */
export function initialSnapshot({ id, label, provider, pollIntervalMs }: InitialConnection): ConnectionSnapshot {
  return {
    id,
    provider: { id: provider.id, label: provider.label },
    label,
    canCreate: Boolean(provider.orderForm),
    state: "starting",
    pollIntervalMs,
    lastSuccessAt: null,
    lastAttemptAt: null,
    nextAttemptAt: null,
    problem: null,
    warnings: [],
    account: null,
    clusters: new Map(),
    gone: new Map(),
  };
}
