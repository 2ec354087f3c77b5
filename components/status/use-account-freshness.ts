import type { Account } from "@/lib/contract/fleet";
import { type Freshness, freshnessOf } from "@/lib/domain/cluster/freshness";
import { useAccountStamps } from "./source/ages";

/** How old an account's last successful reading is, as counted by the browser. */
export function useAccountFreshness(account: Account): Freshness {
  return useAccountStamps(account, ({ lastSuccessAt }, now) => freshnessOf(lastSuccessAt, now, account.pollIntervalMs));
}
