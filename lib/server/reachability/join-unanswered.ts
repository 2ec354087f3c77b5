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
import { isUnanswered, type Tries } from "./tries";

/** How many nodes that do not answer a cluster names; the others are counted. */
const MAX_NAMED = 3;
/** More of them than this are one reason. */
const MAX_REASONS = 8;

/**
 * A snapshot with the results of our own tries: a node whose ssh does not answer is unhealthy, and says for how long and at
 * what cost.
 */
export function joinUnanswered(
  snapshot: AccountSnapshot,
  triesOf: (key: string) => Tries | undefined,
): AccountSnapshot {
  const untried = { reserved: 0, private: 0 };
  const clusters = new Map(snapshot.clusters);
  for (const [id, tracked] of snapshot.clusters) {
    const unanswered = new Map<string, UnansweredNode>();
    for (const endpoint of runningSsh(tracked.reading)) {
      const tries = triesOf(endpointKey(snapshot.id, id, endpoint));
      if (tries?.refusal) untried[tries.refusal] += 1;
      if (tries === undefined || tries.since === null || !isUnanswered(tries)) continue;
      const reason = unansweredWords(snapshot.provider.label, endpoint, tries, chargedTo(endpoint, tracked.reading));
      const { since, failures, hadAnswered } = tries;
      unanswered.set(endpoint.nodeId, {
        reason,
        unansweredMs: unansweredMsOf(tries),
        unanswered: { since, tries: failures, hadAnswered },
      });
    }
    if (unanswered.size > 0)
      clusters.set(id, { ...tracked, reading: withUnansweredNodes(tracked.reading, unanswered) });
  }
  return { ...snapshot, clusters, warnings: [...snapshot.warnings, ...untriedWarnings(untried)] };
}

interface UnansweredNode {
  reason: string;
  unansweredMs: number;
  unanswered: NonNullable<NodeReading["unanswered"]>;
}

function withUnansweredNodes(reading: ClusterReading, unanswered: ReadonlyMap<string, UnansweredNode>): ClusterReading {
  const nodes = (reading.nodes ?? []).map((node): NodeReading => {
    const told = unanswered.get(node.id);
    if (told === undefined) return node;
    const healthReasons = [...node.healthReasons, told.reason];
    return { ...node, health: "unhealthy", healthReasons, unanswered: told.unanswered };
  });
  const isWhole = nodes.every(({ id }) => unanswered.has(id));
  return {
    ...reading,
    nodes,
    health: worstHealth([reading.health, isWhole ? "unhealthy" : "degraded"]),
    healthReasons: [...reading.healthReasons, ...clusterReasons(nodes, unanswered)],
  };
}

/** Few of them are named with their reasons, some of more, and of many only two are named at all. */
function clusterReasons(nodes: readonly NodeReading[], unanswered: ReadonlyMap<string, UnansweredNode>): string[] {
  const told = nodes.flatMap(({ id, name }) => {
    const node = unanswered.get(id);
    return node === undefined ? [] : [{ name, ...node }];
  });
  if (told.length > MAX_REASONS) {
    const longestMs = Math.max(...told.map(({ unansweredMs }) => unansweredMs));
    return [`${listNames(told.map(({ name }) => name))} do not answer by ssh, for up to ${formatDuration(longestMs)}`];
  }
  const others = told.length - MAX_NAMED;
  return [
    ...told.slice(0, MAX_NAMED).map(({ name, reason }) => (nodes.length === 1 ? reason : `${name}: ${reason}`)),
    ...(others > 0 ? [`ssh of ${formatCounted(others, "more node")} has not answered either`] : []),
  ];
}

/** "Shadeform says running, but ssh (port 22) has not answered for 42 min, $31.20 so far" */
function unansweredWords(
  providerLabel: string,
  { port }: SshEndpoint,
  tries: Tries,
  rate: ReturnType<typeof chargedRate>,
): string {
  const unansweredMs = unansweredMsOf(tries);
  // A node that never answered may not have answered before we began to look.
  const min = tries.hadAnswered ? "" : "at least ";
  const spent = roundCost(costOf(rate, unansweredMs));
  const cost = spent < MICROS_PER_CENT ? "" : `, ${min}${formatAmount(spent)} so far`;
  return `${providerLabel} says running, but ssh (port ${port}) has not answered for ${min}${formatDuration(unansweredMs)}${cost}`;
}

/** Measured up to the last try: while an account is in trouble there are no tries, and nobody knows. */
function unansweredMsOf({ since, triedAt }: Tries): number {
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
