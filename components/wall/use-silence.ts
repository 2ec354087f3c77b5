import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/cluster";
import type { SilenceWatch } from "@/lib/queries/silence-watch";
import { subscribeToTicks } from "@/lib/queries/use-server-now";

/** Since when this query got no good answer, looked at each second; `null` while it does. */
export function useSilence(watch: SilenceWatch, queryKey: QueryKey): EpochMs | null {
  const client = useQueryClient();
  return useSyncExternalStore(
    subscribeToTicks,
    () => watch.silentSince(client.getQueryState(queryKey)?.dataUpdateCount ?? 0),
    () => null,
  );
}
