import { useCallback, useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StableFleet } from "../stable-fleet";
import { type Freshnesses, freshnessesAt } from "./freshnesses";
import { serverClock } from "./server-clock";
import { subscribeToTicks } from "./use-server-now";

const NONE: Freshnesses = new Map();
let latest: { fleet: StableFleet; version: number; freshnesses: Freshnesses; at: EpochMs; until: EpochMs } | null =
  null;

/** The freshness of every cluster, checked every second; re-renders only when one of them changes. */
export function useFreshnesses(fleet: StableFleet | undefined): Freshnesses {
  const check = useCallback(() => (fleet ? freshnessesNow(fleet) : NONE), [fleet]);
  return useSyncExternalStore(subscribeToTicks, check, () => NONE);
}

function freshnessesNow(fleet: StableFleet): Freshnesses {
  const now = serverClock.now();
  const version = fleet.ages.version();
  const isCurrent = latest?.fleet === fleet && latest.version === version;
  // The server's clock may have been set back.
  if (!isCurrent || latest === null || now < latest.at || now >= latest.until)
    latest = { fleet, version, at: now, ...freshnessesAt(fleet, now, latest?.freshnesses) };
  return latest.freshnesses;
}
