import { use } from "react";
import { AgesContext } from "@/components/status/source/fleet-context";
import type { Cluster } from "@/lib/contract/fleet";
import { type ReadingAge, useReadingAge } from "./reading-age";

/** The age of one cluster's reading; `null` for one that has gone and is not read any more. */
export function useClusterAge({ id, connectionId, status }: Cluster): ReadingAge | null {
  const { observedAt, connections } = use(AgesContext);
  const age = useReadingAge(observedAt.get(id) ?? null, connections.get(connectionId)?.pollIntervalMs ?? 0);
  return status === "terminated" ? null : age;
}
