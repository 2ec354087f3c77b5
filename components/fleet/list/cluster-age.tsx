"use client";

import { use } from "react";
import { AgeBadge } from "@/components/status/age-badge";
import { AgesContext } from "@/components/status/source/fleet-context";
import type { Cluster } from "@/lib/contract/fleet";

/** The age of one cluster's reading. A terminated cluster has none, as it is no longer read. */
export function ClusterAge({ cluster: { id, connectionId, status } }: { cluster: Cluster }) {
  const { observedAt, connections } = use(AgesContext);
  const connection = connections.get(connectionId) ?? null;
  if (status === "terminated") return null;
  return (
    <AgeBadge
      observedAt={observedAt.get(id) ?? null}
      pollIntervalMs={connection?.pollIntervalMs ?? 0}
      connection={connection}
    />
  );
}
