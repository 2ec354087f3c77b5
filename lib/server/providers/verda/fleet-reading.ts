import "server-only";
import { z } from "zod";
import { parseItems, parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import type { FleetReading } from "@/lib/server/providers/spec";
import { toClusterReading } from "./normalise-cluster";
import { toInstanceReading } from "./normalise-instance";
import { clusterSchema, instanceSchema, workerSchema } from "./wire";

const workersSchema = z.object({ worker_nodes: z.array(z.unknown()) });

interface FleetContext {
  /** Ids of instances that are workers of clusters. */
  workerIds: ReadonlySet<string>;
  /** Of the balance; `null` until it is known. */
  accountCurrency: string | null;
  noteOdd: NoteOdd;
}

/** Clusters, and as clusters of one node the instances that are no worker of any. */
export async function toFleetReading(
  rawClusters: readonly unknown[],
  rawInstances: readonly unknown[],
  { workerIds, accountCurrency, noteOdd }: FleetContext,
): Promise<Pick<FleetReading, "clusters" | "unreadable">> {
  const clusters = await parseItemsInTurns(rawClusters, { schema: clusterSchema, readId, noteOdd });
  const alone = rawInstances.filter((raw) => !workerIds.has(readId(raw) ?? ""));
  const instances = await parseItemsInTurns(alone, { schema: instanceSchema, readId, noteOdd });
  return {
    clusters: [
      ...clusters.items.map((cluster) => {
        const workers = parseItems(cluster.worker_nodes ?? [], workerSchema, readId, noteOdd);
        return toClusterReading(cluster, workers, accountCurrency);
      }),
      ...instances.items.map((instance) => toInstanceReading(instance, accountCurrency)),
    ],
    unreadable: [...clusters.unreadable, ...instances.unreadable],
  };
}

/** From the raw clusters, so that workers of one that cannot be read do not turn into clusters of their own. */
export function workerIdsOf(rawClusters: readonly unknown[]): ReadonlySet<string> {
  return new Set(
    rawClusters.flatMap((raw) => {
      const parsed = workersSchema.safeParse(raw);
      return parsed.success ? parsed.data.worker_nodes.flatMap((worker) => readId(worker) ?? []) : [];
    }),
  );
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
