import "server-only";
import { z } from "zod";
import { parseUsd, type UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import type { FleetReading } from "@/lib/server/providers/spec";
import { nearestLimits } from "./limits";
import { toClusterReading, toStandaloneReading } from "./normalise";
import { clusterSchema, instanceSchema, type WireCluster, type WireInstance } from "./wire";

const membersSchema = z.object({ instances: z.array(z.unknown()) });

interface ShadeformFleet extends Omit<FleetReading, "warnings"> {
  /** Of every machine, in a cluster or not. */
  instanceIds: string[];
}

/**
 * Both lists as one fleet: the clusters, and as clusters of one node the instances that belong to none of them. `withInfo` adds to
 * instances what the lists do not say.
 */
export function toFleetReading(
  rawClusters: readonly unknown[],
  rawInstances: readonly unknown[],
  now: EpochMs,
  withInfo: (instance: WireInstance) => WireInstance = (instance) => instance,
): ShadeformFleet {
  // From the raw clusters, so that the instances of a cluster that cannot be read do not turn into clusters of their own.
  const memberIds = new Set<string>(rawClusters.flatMap(readMemberIds));
  const clusters = parseItems(rawClusters, clusterSchema, readId);
  const standalone = parseItems(
    rawInstances.filter((raw) => !memberIds.has(readId(raw) ?? "")),
    instanceSchema,
    readId,
  );
  const readings = clusters.items.map((cluster) => {
    const instances = parseItems(cluster.instances ?? [], instanceSchema, readId);
    const limits = nearestLimits(instances.items.map(withInfo));
    return {
      reading: { ...toClusterReading(cluster, instances, now), limits },
      figure: accruedFigure(cluster, instances.items),
    };
  });
  const machines = standalone.items.map((instance) => ({
    reading: toStandaloneReading(withInfo(instance), now),
    figure: accruedFigure(instance, [instance]),
  }));
  const all = [...readings, ...machines];
  return {
    clusters: all.map(({ reading }) => reading),
    unreadable: [...clusters.unreadable, ...standalone.unreadable],
    instanceIds: [...standalone.items.map(({ id }) => id), ...memberIds],
    accrued: new Map(
      all.flatMap(({ reading, figure }) => (figure === null ? [] : [[reading.providerClusterId, figure] as const])),
    ),
    complete: true,
  };
}

/** What Shadeform says it has charged. In a linked cloud account somebody else charges, and the figure says nothing. */
function accruedFigure(
  { cost_estimate }: Pick<WireCluster, "cost_estimate">,
  instances: readonly WireInstance[],
): UsdMicros | null {
  return instances.some(({ shade_cloud }) => shade_cloud === false) ? null : parseUsd(cost_estimate);
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}

function readMemberIds(rawCluster: unknown): string[] {
  const parsed = membersSchema.safeParse(rawCluster);
  return parsed.success ? parsed.data.instances.map(readId).filter((id) => id !== null) : [];
}
