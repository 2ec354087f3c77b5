import { use } from "react";
import { AgesContext } from "@/components/status/source/fleet-context";
import type { Cluster } from "@/lib/contract/fleet";
import { type ReadingAge, useReadingAge } from "./reading-age";

/** The age of one cluster's reading; `null` if the cluster is gone and no longer read. */
export function useClusterAge({ id, accountId, status }: Cluster): ReadingAge | null {
  const { observedAt, accounts } = use(AgesContext);
  const age = useReadingAge(observedAt.get(id) ?? null, accounts.get(accountId)?.pollIntervalMs ?? 0);
  return status === "terminated" ? null : age;
}
