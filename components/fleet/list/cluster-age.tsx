"use client";

import { use } from "react";
import { AgeBadge } from "@/components/status/age-badge";
import { AgesContext } from "@/components/status/source/fleet-context";
import type { Cluster } from "@/lib/contract/fleet";

/** The age of one cluster's reading. A terminated cluster has none, as it is no longer read. */
export function ClusterAge({ cluster: { id, accountId, status } }: { cluster: Cluster }) {
  const { observedAt, accounts } = use(AgesContext);
  const account = accounts.get(accountId) ?? null;
  if (status === "terminated") return null;
  return (
    <AgeBadge observedAt={observedAt.get(id) ?? null} pollIntervalMs={account?.pollIntervalMs ?? 0} account={account} />
  );
}
