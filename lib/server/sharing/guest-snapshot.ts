import "server-only";
import { type ClusterReading, type NodeReading, type Rate, UNKNOWN_RATE } from "@/lib/domain/cluster";
import { clusterIdOf } from "@/lib/domain/identity";
import { isInScope } from "@/lib/domain/share-link";
import type { ConnectionSnapshot, TrackedCluster } from "../poller/connection-snapshot";
import { aliasOf } from "./alias";
import { type ClusterNumbers, guestNameOf } from "./guest-name";
import type { StoredLink } from "./stored-link";

export type GuestTerms = Pick<StoredLink, "aliasKey" | "scope" | "show">;

/** The part of a connection that a link shows; `null` when there is none. */
export function scopedSnapshot(
  snapshot: ConnectionSnapshot,
  { scope }: Pick<GuestTerms, "scope">,
): ConnectionSnapshot | null {
  const isShown = (providerClusterId: string) =>
    isInScope(scope, snapshot.id, clusterIdOf(snapshot.id, providerClusterId));
  const only = (clusters: ConnectionSnapshot["clusters"]) => new Map([...clusters].filter(([id]) => isShown(id)));
  const [clusters, gone] = [only(snapshot.clusters), only(snapshot.gone)];
  if (clusters.size === 0 && gone.size === 0 && !scope.connectionIds.includes(snapshot.id)) return null;
  return { ...snapshot, clusters, gone };
}

/**
 * What guests may know of a connection, in the shape in which we know it: so all that is made from it — answers, totals, the
 * preview's picture — cannot say more. Built field by field: what is not named here stays.
 */
export function guestSnapshot(
  scoped: ConnectionSnapshot,
  terms: GuestTerms,
  numbers: ClusterNumbers,
): ConnectionSnapshot {
  const { id, provider, state, pollIntervalMs, lastSuccessAt, lastAttemptAt, nextAttemptAt } = scoped;
  const known = (clusters: ConnectionSnapshot["clusters"]) =>
    new Map(
      [...clusters.values()].map((tracked) => {
        const guest = guestCluster(tracked, clusterIdOf(id, tracked.reading.providerClusterId), terms, numbers);
        return [guest.reading.providerClusterId, guest];
      }),
    );
  return {
    id: aliasOf(terms.aliasKey, "connection", id),
    provider: { id: provider.id, label: provider.label },
    // Its own label may be the name of an account.
    label: provider.label,
    canCreate: false,
    state,
    pollIntervalMs,
    lastSuccessAt,
    lastAttemptAt,
    nextAttemptAt,
    // A problem's code and sentence speak of the account's key; that it is failing, `state` says.
    problem: null,
    warnings: [],
    account: null,
    clusters: known(scoped.clusters),
    gone: known(scoped.gone),
  };
}

function guestCluster(
  { reading, observedAt, statusSince, statusMayBeOlder }: TrackedCluster,
  clusterId: string,
  terms: GuestTerms,
  numbers: ClusterNumbers,
): TrackedCluster {
  const { name, region } = reading;
  const guest: ClusterReading = {
    providerClusterId: aliasOf(terms.aliasKey, "cluster", clusterId),
    name: guestNameOf({ clusterId, name }, terms, numbers),
    status: reading.status,
    providerStatus: null,
    statusDetail: null,
    health: reading.health,
    healthReasons: [],
    cloud: null,
    region: region && { id: region.id, label: region.label },
    gpuModel: reading.gpuModel,
    gpuCount: reading.gpuCount,
    nodes: guestNodes(reading.nodes, clusterId, terms),
    rate: guestRate(reading.rate, terms),
    createdAt: reading.createdAt,
    activeAt: reading.activeAt,
    terminatedAt: reading.terminatedAt,
    statusSince: reading.statusSince,
    facts: [],
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    access: null,
    onDemand: [],
    depth: reading.depth,
  };
  return { reading: guest, observedAt, statusSince, statusMayBeOlder, missed: null, details: null };
}

/** Numbered from the oldest on, so that one which is added gets the next number. */
function guestNodes(nodes: NodeReading[] | null, clusterId: string, terms: GuestTerms): NodeReading[] | null {
  if (nodes === null) return null;
  const oldestFirst = nodes.toSorted(
    (one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0) || (one.id < other.id ? -1 : 1),
  );
  return oldestFirst.map((node, index) => ({
    id: aliasOf(terms.aliasKey, "node", `${clusterId}\n${node.id}`),
    name: `Node ${index + 1}`,
    role: node.role,
    status: node.status,
    providerStatus: null,
    health: node.health,
    healthReasons: [],
    gpuModel: node.gpuModel,
    gpuCount: node.gpuCount,
    rate: guestRate(node.rate, terms),
    install: null,
    createdAt: node.createdAt,
    readyAt: node.readyAt,
  }));
}

function guestRate({ usdMicrosPerHour, source, billing }: Rate, { show }: GuestTerms): Rate {
  return show.costs ? { usdMicrosPerHour, source, billing, note: null } : UNKNOWN_RATE;
}
