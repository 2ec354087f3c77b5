import "server-only";
import { z } from "zod";
import { parseUsd, type UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { parseItems, parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import type { FleetReading } from "@/lib/server/providers/spec";
import { nearestLimits } from "./limits";
import { toClusterReading, toStandaloneReading } from "./normalise";
import { clusterSchema, instanceSchema, type WireCluster, type WireInstance } from "./wire";

const membersSchema = z.object({ instances: z.array(z.unknown()) });

interface ShadeformFleet extends Omit<FleetReading, "warnings" | "complete"> {
  /** Of every machine, in a cluster or not. */
  instanceIds: string[];
}

interface FleetContext {
  now: EpochMs;
  /** Adds to instances what the lists do not say. */
  withInfo: (instance: WireInstance) => WireInstance;
  noteOdd: NoteOdd;
}

/** Both lists as one fleet: the clusters, and as clusters of one node the instances that belong to none of them. */
export async function toFleetReading(
  rawClusters: readonly unknown[],
  rawInstances: readonly unknown[],
  memberIds: ReadonlySet<string>,
  { now, withInfo, noteOdd }: FleetContext,
): Promise<ShadeformFleet> {
  const pause = createPause();
  const clusters = await parseItemsInTurns(rawClusters, { schema: clusterSchema, readId, noteOdd }, pause);
  const standalone = await parseItemsInTurns(
    rawInstances.filter((raw) => !memberIds.has(readId(raw) ?? "")),
    { schema: instanceSchema, readId, noteOdd },
    pause,
  );
  const toReading = (cluster: WireCluster) => {
    const { items, unreadable } = parseItems(cluster.instances ?? [], instanceSchema, readId, noteOdd);
    const instances = items.map(withInfo);
    const limits = nearestLimits(instances);
    return {
      reading: { ...toClusterReading(cluster, { items: instances, unreadable }, now), limits },
      figure: accruedFigure(cluster, instances),
    };
  };
  const toMachine = (instance: WireInstance) => ({
    reading: toStandaloneReading(withInfo(instance), now),
    figure: accruedFigure(instance, [instance]),
  });
  const readings = await mapInTurns(clusters.items, toReading, pause);
  const all = [...readings, ...(await mapInTurns(standalone.items, toMachine, pause))];
  return {
    clusters: all.map(({ reading }) => reading),
    unreadable: [...clusters.unreadable, ...standalone.unreadable],
    instanceIds: [...standalone.items.map(({ id }) => id), ...memberIds],
    accrued: new Map(
      all.flatMap(({ reading, figure }) => (figure === null ? [] : [[reading.providerClusterId, figure] as const])),
    ),
  };
}

/** What Shadeform says it has charged. In a linked cloud account somebody else charges, and the figure says nothing. */
function accruedFigure(
  { cost_estimate }: Pick<WireCluster, "cost_estimate">,
  instances: readonly WireInstance[],
): UsdMicros | null {
  if (instances.some(({ shade_cloud }) => shade_cloud === false)) return null;
  const accrued = parseUsd(cost_estimate);
  return accrued !== null && accrued >= 0 ? accrued : null;
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}

/** From the raw clusters, so that the instances of a cluster that cannot be read do not turn into clusters of their own. */
export function memberIdsOf(rawClusters: readonly unknown[]): ReadonlySet<string> {
  return new Set(rawClusters.flatMap(readMemberIds));
}

function readMemberIds(rawCluster: unknown): string[] {
  const parsed = membersSchema.safeParse(rawCluster);
  return parsed.success ? parsed.data.instances.map(readId).filter((id) => id !== null) : [];
}
