import "server-only";
import { z } from "zod";
import type { EpochMs } from "@/lib/domain/cluster";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import type { FleetReading } from "@/lib/server/providers/spec";
import { toClusterReading, toStandaloneReading } from "./normalise";
import { clusterSchema, instanceSchema } from "./wire";

const membersSchema = z.object({ instances: z.array(z.unknown()) });

/** Both lists as one fleet: the clusters, and as clusters of one node the instances that belong to none of them. */
export function toFleetReading(
  rawClusters: readonly unknown[],
  rawInstances: readonly unknown[],
  now: EpochMs,
): FleetReading {
  // From the raw clusters, so that the instances of a cluster that cannot be read do not turn into clusters of their own.
  const memberIds = new Set(rawClusters.flatMap(readMemberIds));
  const clusters = parseItems(rawClusters, clusterSchema, readId);
  const standalone = parseItems(
    rawInstances.filter((raw) => !memberIds.has(readId(raw))),
    instanceSchema,
    readId,
  );
  return {
    clusters: [
      ...clusters.items.map((cluster) =>
        toClusterReading(cluster, parseItems(cluster.instances ?? [], instanceSchema, readId), now),
      ),
      ...standalone.items.map((instance) => toStandaloneReading(instance, now)),
    ],
    unreadable: [...clusters.unreadable, ...standalone.unreadable],
    warnings: [],
    complete: true,
  };
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}

function readMemberIds(rawCluster: unknown): (string | null)[] {
  const parsed = membersSchema.safeParse(rawCluster);
  return parsed.success ? parsed.data.instances.map(readId).filter((id) => id !== null) : [];
}
