import "server-only";
import type { ClusterReading, ClusterStatus, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { formatCounted } from "@/lib/domain/text/format";
import { clip } from "@/lib/domain/text/scrub";
import { joinValues } from "@/lib/server/providers/join-values";
import { isUsableId } from "@/lib/server/providers/provider-text";
import { metricsOf } from "./metrics";
import { type InstanceReading, limitOf, toInstanceReading } from "./normalise-instance";
import { clusterRate } from "./rate";
import type { WireInstance } from "./wire";

/** Instances with the same label are one cluster; others stand alone, under their own ids. */
export function toClusterReadings(instances: readonly WireInstance[]): ClusterReading[] {
  const groups = Map.groupBy(instances, (instance) => clusterIdOf(instance));
  return [...groups].map(([id, members]) => toClusterReading(id, members));
}

/** A label that is no usable id, because it is very long or holds invisible characters, makes no cluster. */
export function clusterIdOf({ id, label }: WireInstance): string {
  const labelled = `label:${label}`;
  return label && label.trim() !== "" && isUsableId(labelled) ? labelled : id;
}

function toClusterReading(providerClusterId: string, members: readonly WireInstance[]): ClusterReading {
  const readings = members.map(toInstanceReading);
  const { nodes, facts } = withSharedFacts(readings.map(({ node }) => node));
  const status = statusOf(nodes);
  return {
    providerClusterId,
    name: nameOf(members[0]?.label, readings),
    status,
    providerStatus: joinValues(nodes.map(({ providerStatus }) => providerStatus)),
    statusDetail: status === "running" ? null : joinValues(members.map(({ status_msg }) => status_msg)),
    health: worstHealth(nodes.map(({ health }) => health)),
    healthReasons: [...degradedReasons(nodes, status), ...nodes.flatMap(({ healthReasons }) => healthReasons)],
    cloud: null,
    region: regionOf(members),
    gpuModel: [...new Set(nodes.flatMap(({ gpuModel }) => gpuModel ?? []))].join(" + ") || null,
    gpuCount: sumOfGpus(nodes),
    nodes,
    rate: clusterRate(nodes.map(({ rate }) => rate)),
    createdAt: earliest(nodes),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts,
    tags: [],
    deployments: [],
    limits: nearestLimit(readings),
    metrics: metricsOf(members),
    alerts: [],
    connectionDetails: withNotes(
      {
        ssh: readings.flatMap(({ waysIn }) => waysIn.ssh),
        ports: readings.flatMap(({ waysIn }) => waysIn.ports),
        ...{ links: [], kubernetes: null },
      },
      readings.flatMap(({ waysIn }) => waysIn.refusals),
    ),
    onDemand: [],
    depth: "complete",
  };
}

function nameOf(label: string | null | undefined, readings: readonly InstanceReading[]): string {
  return clip(label ?? "") || (readings[0]?.node.name ?? "Instances");
}

/** What all its instances are, or what is in between. */
function statusOf(nodes: readonly NodeReading[]): ClusterStatus {
  const statuses = new Set(nodes.map(({ status }) => status));
  const [only = "unknown"] = statuses;
  if (statuses.size <= 1) return only;
  if (statuses.has("error") || statuses.has("stopped")) return "degraded";
  return statuses.has("provisioning") && !statuses.has("unknown") ? "provisioning" : "degraded";
}

function degradedReasons(nodes: readonly NodeReading[], status: ClusterStatus): string[] {
  if (status !== "degraded") return [];
  const idle = nodes.filter((node) => node.status !== "running");
  return [`${idle.length} of ${formatCounted(nodes.length, "instance")} not running`];
}

/** `null` as soon as one instance's count is unknown: a sum of the others would be too small. */
function sumOfGpus(nodes: readonly NodeReading[]): number | null {
  const counts = nodes.flatMap(({ gpuCount }) => gpuCount ?? []);
  return counts.length === nodes.length ? counts.reduce((sum, count) => sum + count, 0) : null;
}

function earliest(nodes: readonly NodeReading[]): number | null {
  const moments = nodes.flatMap(({ createdAt }) => createdAt ?? []);
  return moments.length > 0 ? Math.min(...moments) : null;
}

function nearestLimit(readings: readonly InstanceReading[]): ClusterReading["limits"] {
  const limits = readings.flatMap(({ instance, node }) => limitOf(instance, readings.length > 1 ? node.name : null));
  return limits.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0)).slice(0, 1);
}

/** "California, US"; where the state is not known, ", US". */
function regionOf(members: readonly WireInstance[]): ClusterReading["region"] {
  const places = members.map(({ geolocation }) => geolocation?.replace(/^[,\s]+/, ""));
  const label = joinValues(places);
  return label === null ? null : { id: label, label };
}
