import { use } from "react";
import { AccountsContext } from "@/components/status/source/fleet-context";
import type { Cluster } from "@/lib/contract/fleet";
import { type ReadingAge, useReadingAge } from "./reading-age";

/** The age of one cluster's reading; `null` if the cluster is gone and no longer read. */
export function useClusterAge({ id, accountId, status }: Cluster): ReadingAge | null {
  const { pollIntervalMs, paused } = use(AccountsContext).get(accountId) ?? { pollIntervalMs: 0, paused: null };
  const age = useReadingAge((ages) => ages.observedAt(id), { pollIntervalMs, isPaused: paused !== null });
  return status === "terminated" ? null : age;
}
