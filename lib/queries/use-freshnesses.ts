import { useCallback, useSyncExternalStore } from "react";
import { type Freshnesses, freshnessesAt } from "./freshnesses";
import { serverClock } from "./server-clock";
import type { StableFleet } from "./stable-fleet";
import { subscribeToTicks } from "./use-server-now";

const NONE: Freshnesses = new Map();
const latest = new WeakMap<StableFleet, Freshnesses>();

/** Freshness of every cluster, checked each second; renders only when one of them changes. */
export function useFreshnesses(fleet: StableFleet | undefined): Freshnesses {
  const check = useCallback(() => {
    if (!fleet) return NONE;
    const freshnesses = freshnessesAt(fleet, serverClock.now(), latest.get(fleet));
    latest.set(fleet, freshnesses);
    return freshnesses;
  }, [fleet]);
  return useSyncExternalStore(subscribeToTicks, check, () => NONE);
}
