"use client";

import { use } from "react";
import type { Cluster } from "@/lib/contract/fleet";
import { AgeBadge } from "./age-badge";
import { AgesContext } from "./fleet-context";

/** The age of one cluster's reading. What was terminated has none: it is not read any more. */
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
