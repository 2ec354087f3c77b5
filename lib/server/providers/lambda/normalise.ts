import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { formatCounted } from "@/lib/domain/text/format";
import { clip } from "@/lib/domain/text/scrub";
import { joinValues } from "@/lib/server/providers/join-values";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { isUsableId } from "@/lib/server/providers/provider-text";
import { COSTS_FACT, instanceFacts } from "./facts";
import { gpuOf, shapeOf } from "./gpu";
import { sshOf } from "./instance-connection";
import { clusterRate, instanceRate } from "./rate";
import { clusterStatusOf, stateOf, stateReasons } from "./state";
import type { WireInstance } from "./wire";

const CLUSTER_TAG = "cluster";
const MAX_TAGS = 50;
/** What those who resell its instances call Lambda, beside its own name. */
const BROKERS_NAMES = ["lambda", "lambdalabs"] as const;

/** Instances with the same tag are one cluster; others stand alone, under their own ids. */
export function clusterIdOf(instance: WireInstance): string {
  const tag = clusterTagOf(instance);
  const tagged = `${CLUSTER_TAG}:${tag}`;
  return tag !== null && tag.trim() !== "" && isUsableId(tagged) ? tagged : instance.id;
}

function clusterTagOf({ tags }: WireInstance): string | null {
  return tags?.find(({ key }) => key === CLUSTER_TAG)?.value || null;
}

/** Instances of one cluster, by the id that all of them have in common. */
export function toClusterReading(providerClusterId: string, instances: readonly WireInstance[]): ClusterReading {
  const readings = instances.map(toNode);
  const { nodes, facts } = withSharedFacts(readings.map(({ node }) => node));
  const members = nodes.filter(({ status }) => status !== "terminated");
  const living = instances.filter(({ status }) => stateOf(status).status !== "terminated");
  const status = clusterStatusOf(nodes.map((node) => node.status));
  const [first] = instances;
  const isTagged = first !== undefined && providerClusterId !== first.id;
  const ways = readings.flatMap(({ ssh }) => ssh ?? []);
  const notes = ways.flatMap((way) => ("reason" in way ? way.reason : []));
  const rate = clusterRate(nodes.map((node) => node.rate));
  const shape = sharedShape(living);
  return {
    providerClusterId,
    name: clip((isTagged ? clusterTagOf(first) : nodes[0]?.name) ?? "") || providerClusterId,
    status,
    providerStatus: joinValues(living.map((instance) => instance.status)) ?? first?.status ?? null,
    statusDetail: status === "degraded" && members.length > 1 ? activeWords(members) : null,
    health: worstHealth((members.length > 0 ? members : nodes).map(({ health }) => health)),
    healthReasons: [...new Set(nodes.flatMap(({ healthReasons }) => healthReasons))],
    cloud: null,
    region: regionOf(instances),
    gpuModel: [...new Set(members.flatMap(({ gpuModel }) => gpuModel ?? []))].join(" + ") || null,
    gpuCount: sumOfGpus(members),
    nodes,
    rate,
    createdAt: null,
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: [COSTS_FACT, ...facts],
    tags: [...new Set(instances.flatMap(tagsOf))].slice(0, MAX_TAGS),
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: withNotes(
      { ssh: ways.flatMap((way) => ("host" in way ? way : [])), ports: [], links: [], kubernetes: null },
      notes,
    ),
    ...(shape && { shape }),
    onDemand: shape !== null && rate.billing === "full" ? ["offers"] : [],
    depth: "complete",
  };
}

function toNode(instance: WireInstance) {
  const { id, ip, status: word } = instance;
  const name = instance.name ?? id;
  const { model, count } = gpuOf(instance.instance_type);
  const ssh = sshOf(instance, name);
  const { status, health } = stateOf(word);
  const node: NodeReading = {
    ...{ id, name, role: null, status, providerStatus: word ?? null, health, gpuModel: model, gpuCount: count },
    healthReasons: [...stateReasons(name, word), ...(ssh !== null && "reason" in ssh ? [ssh.reason] : [])],
    ...{ rate: instanceRate(instance), install: null, createdAt: null, readyAt: null },
    ...machineIdsOf({
      ids: BROKERS_NAMES.map((provider) => [provider, id]),
      addresses: ssh !== null && "host" in ssh ? [ip] : [],
    }),
    facts: instanceFacts(instance),
  };
  return { node, ssh };
}

function activeWords(members: readonly NodeReading[]): string {
  const active = members.filter(({ status }) => status === "running").length;
  return `${active} of ${formatCounted(members.length, "instance")} active`;
}

/** `null` where instances are in several. */
function regionOf(instances: readonly WireInstance[]): ClusterReading["region"] {
  const ids = [...new Set(instances.flatMap(({ region }) => region?.name ?? region?.description ?? []))];
  const [id] = ids;
  if (id === undefined || ids.length > 1) return null;
  return { id, label: instances.find(({ region }) => region?.description)?.region?.description ?? id };
}

function tagsOf({ tags }: WireInstance): string[] {
  return (tags ?? []).flatMap(({ key, value }) => (key ? [clip(value ? `${key}=${value}` : key)] : []));
}

/** What each node is made of; `null` as soon as one differs from the others. */
function sharedShape(instances: readonly WireInstance[]): ClusterReading["shape"] | null {
  const shapes = new Map(instances.map(({ instance_type: type }) => [JSON.stringify(shapeOf(type)), shapeOf(type)]));
  const [shape] = shapes.values();
  return shapes.size === 1 && shape ? shape : null;
}

/** `null` as soon as one node's count is unknown: a sum of the others would be too small. */
function sumOfGpus(nodes: readonly NodeReading[]): number | null {
  const counts = nodes.flatMap(({ gpuCount }) => gpuCount ?? []);
  return counts.length > 0 && counts.length === nodes.length ? counts.reduce((sum, count) => sum + count, 0) : null;
}
