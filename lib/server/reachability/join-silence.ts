import "server-only";
import type { ClusterReading, NodeReading, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { costOf, MICROS_PER_CENT, roundCost } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { chargedRate } from "@/lib/domain/money/rate";
import { formatCounted, formatDuration } from "@/lib/domain/text/format";
import { listNames } from "@/lib/domain/text/list-names";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { endpointKey, runningSsh } from "./known-endpoints";
import { isSilent, type Silence } from "./silence";

/** How many silent nodes a cluster names; the others are counted. */
const MAX_NAMED = 3;
/** More silent nodes than this are one reason. */
const MAX_REASONS = 8;

/**
 * A snapshot with the results of our own tries: a node whose ssh is silent is unhealthy, and says for how long and at
 * what cost.
 */
export function joinSilence(
  snapshot: AccountSnapshot,
  silenceOf: (key: string) => Silence | undefined,
): AccountSnapshot {
  const untried = { reserved: 0, private: 0 };
  const clusters = new Map(snapshot.clusters);
  for (const [id, tracked] of snapshot.clusters) {
    const silent = new Map<string, SilentNode>();
    for (const endpoint of runningSsh(tracked.reading)) {
      const silence = silenceOf(endpointKey(snapshot.id, id, endpoint));
      if (silence?.refusal) untried[silence.refusal] += 1;
      if (silence === undefined || silence.since === null || !isSilent(silence)) continue;
      const reason = silenceWords(snapshot.provider.label, endpoint, silence, chargedTo(endpoint, tracked.reading));
      const { since, hadAnswered } = silence;
      silent.set(endpoint.nodeId, { reason, silentMs: silentMsOf(silence), silence: { since, hadAnswered } });
    }
    if (silent.size > 0) clusters.set(id, { ...tracked, reading: withSilentNodes(tracked.reading, silent) });
  }
  return { ...snapshot, clusters, warnings: [...snapshot.warnings, ...untriedWarnings(untried)] };
}

interface SilentNode {
  reason: string;
  silentMs: number;
  silence: NonNullable<NodeReading["silence"]>;
}

function withSilentNodes(reading: ClusterReading, silent: ReadonlyMap<string, SilentNode>): ClusterReading {
  const nodes = (reading.nodes ?? []).map((node): NodeReading => {
    const told = silent.get(node.id);
    if (told === undefined) return node;
    const { reason, silence } = told;
    return { ...node, health: "unhealthy", healthReasons: [...node.healthReasons, reason], silence };
  });
  const isWhole = nodes.every(({ id }) => silent.has(id));
  return {
    ...reading,
    nodes,
    health: worstHealth([reading.health, isWhole ? "unhealthy" : "degraded"]),
    healthReasons: [...reading.healthReasons, ...clusterReasons(nodes, silent)],
  };
}

/** Few silent nodes are named with their reasons, some of more, and of many only two are named at all. */
function clusterReasons(nodes: readonly NodeReading[], silent: ReadonlyMap<string, SilentNode>): string[] {
  const told = nodes.flatMap(({ id, name }) => {
    const node = silent.get(id);
    return node === undefined ? [] : [{ name, ...node }];
  });
  if (told.length > MAX_REASONS) {
    const longestMs = Math.max(...told.map(({ silentMs }) => silentMs));
    return [`${listNames(told.map(({ name }) => name))} do not answer by ssh, for up to ${formatDuration(longestMs)}`];
  }
  const others = told.length - MAX_NAMED;
  return [
    ...told.slice(0, MAX_NAMED).map(({ name, reason }) => (nodes.length === 1 ? reason : `${name}: ${reason}`)),
    ...(others > 0 ? [`ssh of ${formatCounted(others, "more node")} has not answered either`] : []),
  ];
}

/** "Shadeform says running, but ssh (port 22) has not answered for 42 min, $31.20 so far" */
function silenceWords(
  providerLabel: string,
  { port }: SshEndpoint,
  silence: Silence,
  rate: ReturnType<typeof chargedRate>,
): string {
  const silentMs = silentMsOf(silence);
  // A node that never answered may have been silent before we began to look.
  const min = silence.hadAnswered ? "" : "at least ";
  const spent = roundCost(costOf(rate, silentMs));
  const cost = spent < MICROS_PER_CENT ? "" : `, ${min}${formatAmount(spent)} so far`;
  return `${providerLabel} says running, but ssh (port ${port}) has not answered for ${min}${formatDuration(silentMs)}${cost}`;
}

/** Measured up to the last try: while an account is in trouble there are no tries, and nobody knows. */
function silentMsOf({ since, triedAt }: Silence): number {
  return Math.max(0, triedAt - (since ?? triedAt));
}

/** The rate of a node: its own, or its cluster's if it is the only node. `null` if that is unknown. */
function chargedTo({ nodeId }: SshEndpoint, { nodes, rate }: ClusterReading): ReturnType<typeof chargedRate> {
  const node = nodes?.find(({ id }) => id === nodeId);
  const known = [node?.rate, ...(nodes?.length === 1 ? [rate] : [])].find(
    (candidate) => candidate !== undefined && candidate.usdMicrosPerHour !== null && candidate.billing !== "unknown",
  );
  return known === undefined ? null : chargedRate(known);
}

function untriedWarnings({ reserved, private: privateCount }: Record<"reserved" | "private", number>): string[] {
  return [
    ...(privateCount === 0
      ? []
      : [
          `Whether ssh answers is not checked for ${formatCounted(privateCount, "node")} with private addresses. CLUSTERDECK_REACHABILITY_PRIVATE=on allows it.`,
        ]),
    ...(reserved === 0
      ? []
      : [
          `Whether ssh answers is not checked for ${formatCounted(reserved, "node")}: the reported addresses do not belong to another machine on the internet.`,
        ]),
  ];
}
