import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { parseItems, readStringProperty, type UnreadableItem } from "@/lib/server/providers/items";
import { clusterHealth } from "./cluster-health";
import { detailsOfPods } from "./connection-details";
import { detailOf, hardwareOf, toFacts } from "./normalise";
import { machineReading, unreadableNode } from "./normalise-node";
import { summedRate } from "./rate";
import { clusterStatus } from "./status";
import { type WirePod, wirePodSchema } from "./wire";

interface PodGroup {
  pods: WirePod[];
  unreadable: UnreadableItem[];
}

/** Without admin permission there are only pods: those of one cluster id are put together, and one without is a cluster of its own. */
export function toPodClusters(rawPods: readonly unknown[]): {
  clusters: ClusterReading[];
  unreadable: UnreadableItem[];
} {
  const groups = new Map<string, PodGroup>();
  const unreadable: UnreadableItem[] = [];
  for (const raw of rawPods) {
    const parsed = parseItems([raw], wirePodSchema, (pod) => readStringProperty(pod, "id"));
    const clusterId = readStringProperty(raw, "clusterId") ?? readStringProperty(raw, "id");
    if (clusterId === null) {
      unreadable.push(...parsed.unreadable);
      continue;
    }
    const group = groups.get(clusterId) ?? { pods: [], unreadable: [] };
    group.pods.push(...parsed.items);
    group.unreadable.push(...parsed.unreadable);
    groups.set(clusterId, group);
  }
  const clusters: ClusterReading[] = [];
  for (const [id, group] of groups) {
    if (group.pods.length > 0) clusters.push(toReading(id, group));
    else unreadable.push({ id, problem: group.unreadable[0]?.problem ?? "unexpected" });
  }
  return { clusters, unreadable };
}

function toReading(id: string, { pods, unreadable }: PodGroup): ClusterReading {
  const nodes = [...pods.map(machineReading), ...unreadable.map(unreadableNode)];
  const members = nodes.filter(({ status }) => status !== "terminated");
  const status = clusterStatus(
    null,
    members.map((node) => node.status),
  );
  const { health, healthReasons } = clusterHealth(status, nodes);
  const { connectionDetails, reasons } = detailsOfPods(pods);
  const [first] = pods;
  return {
    providerClusterId: id,
    name: commonName(nodes.map(({ name }) => name)),
    status,
    providerStatus: commonStatus(nodes),
    statusDetail: detailOf(status, nodes),
    health,
    healthReasons: [...healthReasons, ...reasons],
    cloud: first?.providerType ?? null,
    region: null,
    ...hardwareOf({ gpuName: null, gpuCount: null }, members),
    nodes,
    rate: rateOf(nodes, members),
    createdAt: earliest(nodes.map(({ createdAt }) => createdAt)),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: toFacts([
      ["Host provider", first?.providerType],
      ["Socket", first?.socket],
      ["Environment", first?.environmentType],
    ]),
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails,
    onDemand: [],
    depth: "complete",
  };
}

/** A single pod's price is its own; several are added up. */
function rateOf(nodes: readonly NodeReading[], members: readonly NodeReading[]) {
  const [only, ...others] = nodes;
  return only && others.length === 0 ? only.rate : summedRate(members.map(({ rate }) => rate));
}

/** What the pods' names have in common: "llama-pretrain" for llama-pretrain-0 and llama-pretrain-1. Else the first one's name. */
function commonName(names: readonly string[]): string {
  const [first = "", ...others] = names;
  if (others.length === 0) return first;
  const length = [...first].findIndex((_, index) => others.some((name) => !name.startsWith(first.slice(0, index + 1))));
  const common = (length < 0 ? first : first.slice(0, length)).replace(/[-_.\s\d]+$/, "");
  return common.length > 1 ? common : first;
}

/** The pods' own word where they agree. */
function commonStatus(nodes: readonly NodeReading[]): string | null {
  const words = new Set(nodes.map(({ providerStatus }) => providerStatus));
  const [only = null] = words;
  return words.size === 1 ? only : null;
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
