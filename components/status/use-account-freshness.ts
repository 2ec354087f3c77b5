import type { Account } from "@/lib/contract/fleet";
import { type Freshness, freshnessOf } from "@/lib/domain/cluster/freshness";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** How old an account's last successful reading is, as counted by the browser. */
export function useAccountFreshness({ lastSuccessAt, pollIntervalMs }: Account): Freshness {
  const readAt = lastSuccessAt === null ? null : Date.parse(lastSuccessAt);
  return useServerTime((now) => freshnessOf(readAt, now, pollIntervalMs));
}
