"use client";

import { use } from "react";
import { AgeBadge } from "@/components/status/age-badge";
import { useAges } from "@/components/status/source/ages";
import { AccountStatesContext } from "@/components/status/source/fleet-context";
import type { Cluster } from "@/lib/contract/fleet";

/** The age of one cluster's reading. A terminated cluster has none, as it is no longer read. */
export function ClusterAge({ cluster: { id, accountId, status } }: { cluster: Cluster }) {
  const account = use(AccountStatesContext).get(accountId) ?? null;
  const observedAt = useAges((ages) => ages.observedAt(id));
  if (status === "terminated") return null;
  return <AgeBadge observedAt={observedAt} pollIntervalMs={account?.pollIntervalMs ?? 0} account={account} />;
}
