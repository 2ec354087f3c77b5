import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ClusterEvent } from "@/lib/domain/cluster/cluster-event";
import { isTroubled } from "@/lib/domain/cluster/mark";
import { formatUsd } from "@/lib/domain/money/format-usd";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StoredTimeline } from "../../history/read/read-timeline";
import { type NodeChange, nodeChanges, nodeChangeWords } from "./node-changes";
import { stateWords } from "./state-words";

interface Change {
  at: EpochMs;
  errorMs: number;
  /** Why it happened, as far as that is known without the nodes. */
  cause: string | null;
  /** What became of the cluster; `null` if only something that nobody needs to know changed. */
  effect: string | null;
  /** Whether what happens to its nodes meanwhile goes without saying: they come and go with it. */
  coversNodes: boolean;
}

/**
 * Every change in one sentence, however many fields a reading changed: what happened to the nodes, and what became of the cluster.
 * The latest change may be explained by what was last read, too.
 */
export function timelineEvents(
  { rows, nodes, watch }: Pick<StoredTimeline, "rows" | "nodes" | "watch">,
  reading: ClusterReading | null,
): ClusterEvent[] {
  const changes = rows.flatMap((row, index) =>
    changesAround(row, { before: rows[index - 1], after: rows[index + 1], firstReading: watch?.span.from ?? null }),
  );
  explainLatest(changes, rows.at(-1), reading);
  const left = nodeChanges(nodes);
  const ofCluster = changes.flatMap((change) => {
    const own = takeAround(left, change);
    const text = change.coversNodes ? change.effect : sentenceOf(own, change);
    return text === null ? [] : [{ at: change.at, text }];
  });
  return [...ofCluster, ...eventsOfNodes(left)];
}

function changesAround(
  row: LedgerRow,
  {
    before,
    after,
    firstReading,
  }: { before?: LedgerRow | undefined; after?: LedgerRow | undefined; firstReading: EpochMs | null },
): Change[] {
  const start = { at: row.startedAt, errorMs: row.startErrorMs, cause: null };
  const isContinued = before?.endedAt === row.startedAt;
  const appearance = row.startedAt === firstReading ? "First seen" : "Appeared";
  const isEnded = row.endedAt !== null && after?.startedAt !== row.endedAt;
  const end = { at: row.endedAt ?? row.startedAt, errorMs: row.endErrorMs, cause: null };
  return [
    isContinued
      ? { ...start, effect: effectOf(before, row), coversNodes: false }
      : { ...start, effect: `${appearance}: ${row.status}`, coversNodes: true },
    ...(isEnded ? [{ ...end, effect: "Ended", coversNodes: true }] : []),
  ];
}

/** Only the latest reading says why a cluster is in trouble: the ledger keeps states, not reasons. */
function explainLatest(changes: Change[], open: LedgerRow | undefined, reading: ClusterReading | null): void {
  const latest = changes.at(-1);
  if (latest === undefined || latest.coversNodes || latest.effect === null) return;
  if (open === undefined || open.endedAt !== null || !isTroubled(open) || open.status !== reading?.status) return;
  latest.cause = reading.healthReasons[0] ?? null;
}

function effectOf(before: LedgerRow, after: LedgerRow): string | null {
  const isSame = before.status === after.status && before.health === after.health;
  const isRateSame = before.usdMicrosPerHour === after.usdMicrosPerHour;
  const rate = isRateSame ? [] : [`rate ${priceOf(before)} → ${priceOf(after)} per hour`];
  const parts = [...(isSame ? [] : [`the cluster ${stateWords(after)}`]), ...rate];
  return parts.length === 0 ? null : parts.join(", ");
}

function sentenceOf(nodes: readonly NodeChange[], { cause, effect }: Change): string | null {
  const before = nodes.length > 0 ? nodeChangeWords(nodes) : cause;
  if (before === null) return effect && capitalised(effect);
  return effect === null ? before : `${before}; ${effect}`;
}

/** For a sentence that begins with our own words: a name of a node stays as it is. */
function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Removes and returns the node changes that may have happened at the same moment as a change of the cluster. */
function takeAround(changes: NodeChange[], { at, errorMs }: Change): NodeChange[] {
  const isAround = (change: NodeChange) => Math.abs(change.at - at) <= errorMs + change.errorMs;
  const taken = changes.filter(isAround);
  changes.splice(0, changes.length, ...changes.filter((change) => !isAround(change)));
  return taken;
}

/** What happened to nodes while the cluster as a whole stayed as it was: one sentence for each moment. */
function eventsOfNodes(changes: readonly NodeChange[]): ClusterEvent[] {
  return [...Map.groupBy(changes, ({ at }) => at)].map(([at, own]) => ({ at, text: nodeChangeWords(own) }));
}

function priceOf({ usdMicrosPerHour }: LedgerRow): string {
  return usdMicrosPerHour === null ? "unknown" : formatUsd(usdMicrosPerHour);
}
