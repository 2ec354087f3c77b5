import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isServerHolding } from "@/lib/queries/liveness/server-contact";
import type { SilenceWatch } from "@/lib/queries/liveness/silence-watch";
import { subscribeToTicks } from "@/lib/queries/liveness/use-server-now";

/** Since when this query has had no good answer, checked every second; `null` while it has. The key must stay the same object. */
export function useSilence(watch: SilenceWatch, queryKey: QueryKey): EpochMs | null {
  const client = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => {
      const look = () => watch.look(client.getQueryState(queryKey)?.dataUpdateCount ?? 0, isServerHolding());
      look();
      return subscribeToTicks(() => {
        look();
        listener();
      });
    },
    [watch, client, queryKey],
  );
  return useSyncExternalStore(subscribe, watch.silentSince, () => null);
}
