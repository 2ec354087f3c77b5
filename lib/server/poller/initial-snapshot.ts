import "server-only";
import type { Provider } from "../providers/spec";
import type { AccountSnapshot } from "./account-snapshot";

interface InitialAccount extends Pick<AccountSnapshot, "id" | "label" | "pollIntervalMs"> {
  provider: Pick<Provider, "id" | "label"> & Partial<Pick<Provider, "orderForm">>;
}

/** An account before its first poll. */
export function initialSnapshot({ id, label, provider, pollIntervalMs }: InitialAccount): AccountSnapshot {
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
    billing: null,
    clusters: new Map(),
    gone: new Map(),
  };
}
