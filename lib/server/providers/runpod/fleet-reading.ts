import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { parseItemsInTurns, readStringProperty, type UnreadableItem } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { toClusterReading, toStandaloneReading } from "./normalise";
import { clusterSchema, podSchema, type WireCluster, type WirePod } from "./wire";

export interface Lists {
  /** `null` while the list cannot be read. */
  clusters: readonly unknown[] | null;
  pods: readonly unknown[];
}

export interface ReadLists {
  clusters: ClusterReading[];
  unreadable: UnreadableItem[];
  /** The clusters themselves, for as long as their list cannot be read. */
  known: ReadonlyMap<string, WireCluster>;
}

/** Clusters with their pods, and pods that stand alone. A pod whose cluster is not listed still belongs to it. */
export async function toFleetReading(
  lists: Lists,
  known: ReadonlyMap<string, WireCluster>,
  noteOdd: NoteOdd,
): Promise<ReadLists> {
  const pause = createPause();
  const reading = { readId, noteOdd };
  const clusters = await parseItemsInTurns(lists.clusters ?? [], { ...reading, schema: clusterSchema }, pause);
  const pods = await parseItemsInTurns(lists.pods, { ...reading, schema: podSchema }, pause);
  const membersOf = Map.groupBy(pods.items, ({ cluster }) => cluster?.id ?? null);
  const listed = new Set(clusters.items.map(({ id }) => id));
  const unlisted = [...membersOf.keys()].flatMap((id) => (id === null || listed.has(id) ? [] : id));
  const all: WireCluster[] = [...clusters.items, ...unlisted.map((id) => known.get(id) ?? { id })];
  const readings = await mapInTurns(
    all,
    (cluster) => toClusterReading(cluster, byRank(membersOf.get(cluster.id))),
    pause,
  );
  const standalone = await mapInTurns(membersOf.get(null) ?? [], toStandaloneReading, pause);
  return {
    clusters: [...readings, ...standalone],
    unreadable: [...clusters.unreadable, ...pods.unreadable],
    known: lists.clusters === null ? known : new Map(clusters.items.map((cluster) => [cluster.id, cluster])),
  };
}

/** The entry node first. A pod has no rank until it is placed. */
function byRank(pods: readonly WirePod[] = []): WirePod[] {
  const rankOf = ({ cluster }: WirePod) => cluster?.rank ?? Number.MAX_SAFE_INTEGER;
  return pods.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
