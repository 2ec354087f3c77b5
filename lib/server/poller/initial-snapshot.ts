import "server-only";
import type { AccountDeed } from "../configuration/configuration";
import type { Provider } from "../providers/spec";
import type { AccountSnapshot } from "./account-snapshot";

interface InitialAccount extends Pick<AccountSnapshot, "id" | "label" | "pollIntervalMs"> {
  provider: Pick<Provider, "id" | "label"> & Partial<Pick<Provider, "orderForm">>;
  paused?: AccountDeed | null;
}

/** An account before its first poll. */
export function initialSnapshot({
  id,
  label,
  provider,
  pollIntervalMs,
  paused = null,
}: InitialAccount): AccountSnapshot {
  return {
    id,
    provider: { id: provider.id, label: provider.label },
    label,
    canCreate: paused === null && Boolean(provider.orderForm),
    ...standing(paused),
    pollIntervalMs,
    lastSuccessAt: null,
    lastAttemptAt: null,
    warnings: [],
    billing: null,
    clusters: new Map(),
    gone: new Map(),
  };
}

/** What is said of an account that has not been read since it began to be, or since it was paused. */
export function standing(
  paused: AccountDeed | null,
): Pick<AccountSnapshot, "state" | "paused" | "nextAttemptAt" | "problem"> {
  return { state: paused === null ? "starting" : "paused", paused, nextAttemptAt: null, problem: null };
}
