import "server-only";
import type { z } from "zod";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import type { Rate } from "@/lib/domain/money/rate";
import { graphemesOf } from "@/lib/domain/text/graphemes";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { parseItemsInTurns, readStringProperty, type UnreadableItem } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { clusterHealth } from "./cluster-health";
import { detailsOfPods } from "./connection-details";
import { lastChange } from "./last-change";
import { detailOf, hardwareOf } from "./normalise";
import { machineReading } from "./normalise-node";
import { podFactsOf } from "./pod-facts";
import { toNodes } from "./pod-machines";
import { spotRate, summedRate } from "./rate";
import { clusterStatus } from "./status";
import { type WirePod, wirePodSchema } from "./wire";

interface PodFleet {
  clusters: ClusterReading[];
  unreadable: UnreadableItem[];
}

/** Without admin permission there are only pods: those of one cluster id are put together, and one without is a cluster of its own. */
export async function toPodClusters(rawPods: readonly unknown[], noteOdd: NoteOdd): Promise<PodFleet> {
  const readId = (pod: unknown) => readStringProperty(pod, "id");
  const pause = createPause();
  const { items, unreadable } = await parseItemsInTurns(rawPods, { schema: wirePodSchema, readId, noteOdd }, pause);
  const groups = Map.groupBy(items, ({ id, clusterId }) => clusterId || id);
  const nameless = groups.get(undefined) ?? groups.get(null) ?? [];
  const toReadings = ([id, pods]: [string | null | undefined, z.infer<typeof wirePodSchema>[]]) =>
    id ? [toReading(id, pods.map(withId(id)))] : [];
  return {
    clusters: (await mapInTurns(groups, toReadings, pause)).flat(),
    unreadable: [...unreadable, ...nameless.map(() => ({ id: null, problem: "unexpected id" }))],
  };
}

/** A pod without an id is known by its place among those of its cluster. */
function withId(clusterId: string) {
  return (pod: z.infer<typeof wirePodSchema>, index: number): WirePod => ({
    ...pod,
    id: pod.id ?? `${clusterId}-pod-${index + 1}`,
  });
}

function toReading(id: string, pods: readonly WirePod[]): ClusterReading {
  const podReadings = pods.map(podReading);
  const nodes = pods.flatMap((pod, index) => toNodes(pod, podReadings[index] ?? podReading(pod)));
  const members = podReadings.filter(({ status }) => status !== "terminated");
  const status = clusterStatus(
    null,
    members.map((node) => node.status),
  );
  const { health, healthReasons } = clusterHealth(status, podReadings);
  const { connectionDetails, reasons } = detailsOfPods(pods);
  const hasSpot = pods.some(({ isSpot }) => isSpot);
  const [first] = pods;
  return {
    providerClusterId: id,
    name: commonName(podReadings.map(({ name }) => name)),
    status,
    providerStatus: commonStatus(podReadings),
    statusDetail: detailOf(status, nodes),
    health,
    healthReasons: [...healthReasons, ...reasons],
    cloud: first?.providerType ?? null,
    region: null,
    ...hardwareOf({ gpuName: null, gpuCount: null }, members),
    nodes,
    rate: rateOf(podReadings, members, hasSpot),
    createdAt: earliest(podReadings.map(({ createdAt }) => createdAt)),
    activeAt: null,
    terminatedAt: status === "terminated" ? lastTermination(pods) : null,
    statusSince: null,
    ...lastChange(pods.map(({ updatedAt }) => updatedAt)),
    facts: podFactsOf(pods),
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails,
    onDemand: [],
    depth: "complete",
    seenAs: "reseller",
  };
}

function podReading(pod: WirePod): NodeReading {
  const reading = machineReading(pod);
  return pod.isSpot ? { ...reading, rate: spotRate(reading.rate) } : reading;
}

/** A single pod's price is its own; several are added up. */
function rateOf(nodes: readonly NodeReading[], members: readonly NodeReading[], hasSpot: boolean): Rate {
  const [only, ...others] = nodes;
  if (only && others.length === 0) return only.rate;
  const sum = summedRate(members.map(({ rate }) => rate));
  return hasSpot ? spotRate(sum) : sum;
}

/** What the pods' names have in common: "llama-pretrain" for llama-pretrain-0 and llama-pretrain-1. Else the first one's name. */
function commonName(names: readonly string[]): string {
  const [first = ""] = names;
  if (names.length < 2) return first;
  const [characters = [], ...others] = names.map(graphemesOf);
  const same = characters.findIndex((character, index) => others.some((other) => other[index] !== character));
  const common = (same < 0 ? first : characters.slice(0, same).join("")).replace(/[-_.\s\d]+$/, "");
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

function lastTermination(pods: readonly WirePod[]): number | null {
  const times = pods.flatMap(({ terminatedAt }) => parseTimestamp(terminatedAt) ?? []);
  return times.length > 0 ? Math.max(...times) : null;
}
