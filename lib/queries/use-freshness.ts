import { useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/cluster";
import { type Freshness, freshnessOf } from "@/lib/domain/freshness";
import { serverClock } from "./server-clock";
import { subscribeToTicks } from "./use-server-now";

/** A reading's freshness by the server's clock. The component renders when it changes, not at every tick. */
export function useFreshness(observedAt: EpochMs, pollIntervalMs: number): Freshness {
  return useSyncExternalStore(
    subscribeToTicks,
    () => freshnessOf(observedAt, serverClock.now(), pollIntervalMs),
    () => "unknown",
  );
}
