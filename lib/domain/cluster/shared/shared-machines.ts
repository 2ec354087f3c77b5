import type { ClusterReading, NodeReading } from "../cluster";

/** Who comes first counts the machines. Two of one kind never have the same ones: each has its own bill. */
const PRECEDENCE = ["reseller", "provider", "linked-account", "orchestrator"] as const;

/** One account's clusters that exist now, as far as they are machines that others may know. */
export interface AccountMachines {
  accountId: string;
  clusters: ReadonlyMap<string, ClusterMachines>;
  /** Whose machine an id means; `null` for one that means several, such as an address that they share. */
  byId: ReadonlyMap<string, { providerClusterId: string; machine: Machine } | null>;
}

interface ClusterMachines {
  seenAs: (typeof PRECEDENCE)[number];
  machines: readonly Machine[];
  /** Whether every machine of the cluster has an id, so that all of them may turn out to be another's. */
  isComplete: boolean;
}

interface Machine {
  /** `null` for a cluster that is one machine and names no nodes. */
  nodeId: string | null;
  ids: readonly string[];
  gpuCount: number;
}

/** What of a cluster another account's cluster is too. */
export interface SharedMachines {
  accountId: string;
  providerClusterId: string;
  /** The nodes of this cluster that both are; none for a cluster that names no nodes. */
  nodeIds: readonly string[];
  gpus: number;
  /** Whether that is all of this cluster. */
  isWhole: boolean;
  /** Whether the other's account pays for them, so that they are counted there and not here. */
  isCountedThere: boolean;
  /** Whether the other shows this cluster among its own nodes, so that it need not be shown beside it. */
  isShownThere: boolean;
  /** Whether this cluster shows the other among its nodes. */
  isShownHere: boolean;
}

/** What tells an address, "ip:203.0.113.7", from a provider's id, "runpod:abc". */
export const ADDRESS_PREFIX = "ip:";

export function machinesOf(accountId: string, readings: Iterable<ClusterReading>): AccountMachines {
  const clusters = new Map<string, ClusterMachines>();
  const byId = new Map<string, { providerClusterId: string; machine: Machine } | null>();
  for (const reading of readings) {
    if (reading.status === "terminated") continue;
    const machines = listMachines(reading);
    if (machines.length === 0) continue;
    const { providerClusterId, seenAs = "provider", nodes } = reading;
    const isComplete = machines.length === Math.max(1, nodes?.length ?? 0);
    clusters.set(providerClusterId, { seenAs, machines, isComplete });
    for (const machine of machines)
      for (const id of new Set(machine.ids)) byId.set(id, byId.has(id) ? null : { providerClusterId, machine });
  }
  return { accountId, clusters, byId };
}

function listMachines(reading: ClusterReading): Machine[] {
  const nodes = (reading.nodes ?? []).flatMap(machineOfNode);
  if (nodes.length > 0) return nodes;
  const { machineIds: ids = [], gpuCount } = reading;
  return ids.length === 0 ? [] : [{ nodeId: reading.nodes?.[0]?.id ?? null, ids, gpuCount: gpuCount ?? 0 }];
}

function machineOfNode({ id, machineIds = [], gpuCount }: NodeReading): Machine[] {
  return machineIds.length === 0 ? [] : [{ nodeId: id, ids: machineIds, gpuCount: gpuCount ?? 0 }];
}

/** What of a cluster other accounts have too, in their order. `accounts` are all of them. */
export function sharedMachines(
  accountId: string,
  providerClusterId: string,
  accounts: readonly AccountMachines[],
): SharedMachines[] {
  const own = accounts.find((account) => account.accountId === accountId);
  const cluster = own?.clusters.get(providerClusterId);
  if (cluster === undefined) return [];
  return accounts.flatMap((other) => (other === own ? [] : sharedWith(cluster, other)));
}

function sharedWith(cluster: ClusterMachines, other: AccountMachines): SharedMachines[] {
  const found = new Map<string, Machine[]>();
  for (const machine of cluster.machines) {
    const id = machine.ids.find((one) => mayBeSame(one, cluster, other));
    const place = id === undefined ? null : other.byId.get(id);
    if (place) found.set(place.providerClusterId, [...(found.get(place.providerClusterId) ?? []), machine]);
  }
  return [...found].flatMap(([providerClusterId, machines]) => {
    const theirs = other.clusters.get(providerClusterId);
    if (theirs === undefined) return [];
    const isWhole = cluster.isComplete && machines.length === cluster.machines.length;
    return [
      {
        ...{ accountId: other.accountId, providerClusterId, isWhole },
        nodeIds: machines.flatMap(({ nodeId }) => nodeId ?? []),
        gpus: machines.reduce((sum, { gpuCount }) => sum + gpuCount, 0),
        isCountedThere: PRECEDENCE.indexOf(theirs.seenAs) < PRECEDENCE.indexOf(cluster.seenAs),
        isShownThere: isWhole && isAmongNodes(cluster, theirs),
        isShownHere: theirs.isComplete && machines.length === theirs.machines.length && isAmongNodes(theirs, cluster),
      },
    ];
  });
}

function isAmongNodes(one: ClusterMachines, other: ClusterMachines): boolean {
  return other.seenAs === "orchestrator" && one.seenAs !== "orchestrator";
}

/** An address alone tells only which machine a node of an orchestrator is: two providers may give out one after the other. */
function mayBeSame(id: string, { seenAs }: ClusterMachines, other: AccountMachines): boolean {
  const place = other.byId.get(id);
  const theirs = place && other.clusters.get(place.providerClusterId)?.seenAs;
  if (!theirs || theirs === seenAs) return false;
  return !id.startsWith(ADDRESS_PREFIX) || seenAs === "orchestrator" || theirs === "orchestrator";
}
