import "server-only";
import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type Absence, countAbsence, isGone } from "@/lib/domain/cluster/absence";
import type { ClusterReading, Fact } from "@/lib/domain/cluster/cluster";
import { observeCluster } from "@/lib/domain/cluster/observation";
import { type CostStep, nextCostStep } from "@/lib/domain/money/cost-step";
import {
  advanceLedger,
  endUnseen,
  type Gap,
  gapBetween,
  type LedgerRow,
  type LedgerStep,
  type Observation,
} from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ClusterDescription, KnownCluster } from "./known-clusters";
import { closeNodes, type NodeStep, stepNodes } from "./node-steps";
import type { Poll } from "./poll";

/** What a poll changes about one cluster. A part that is `null` or empty has not changed and is not written. */
export interface ClusterChange {
  providerClusterId: string;
  /** `null` for a cluster that the store has never seen. */
  key: number | null;
  record: ClusterRecord | null;
  closed: LedgerRow | null;
  opened: LedgerRow | null;
  costStep: CostStep | null;
  nodes: NodeStep[];
  reading: StoredReading | null;
}

/** The cluster's own row, apart from its ledger. */
export interface ClusterRecord extends ClusterDescription {
  absence: Absence | null;
  goneAt: EpochMs | null;
}

export interface StoredReading {
  digest: string;
  reading: string;
}

/** A poll, and what is known from before it. */
export interface FollowingPoll extends Poll {
  /** `null` for the first poll ever. */
  previousAt: EpochMs | null;
  /** Whether the clock was set in between. */
  isAfterJump: boolean;
}

/** The time between a reading and the poll. If the clock jumped, nobody was watching, however short the time seems. */
export function gapBefore({ at, pollIntervalMs, isAfterJump }: FollowingPoll, previousAt: EpochMs | null): Gap {
  const gap = gapBetween(previousAt, at, pollIntervalMs);
  return { ...gap, isWatched: gap.isWatched && !isAfterJump };
}

/** A cluster that the poll lists. */
export function changeByReading(
  known: KnownCluster | null,
  reading: ClusterReading,
  poll: FollowingPoll,
): ClusterChange {
  const gap = gapBefore(poll, known?.absence?.lastSeenAt ?? poll.previousAt);
  const open = known?.open ?? null;
  const observation = observeAgain(observeCluster(reading, open), known);
  const step = advanceLedger(open, gap, observation);
  const isThere = observation.state !== null;
  const goneAt = isThere ? null : (known?.goneAt ?? step.closed?.endedAt ?? observation.changedAt ?? poll.at);
  const stored = storedReading(reading);
  return {
    providerClusterId: reading.providerClusterId,
    key: known?.key ?? null,
    record: changedRecord(known, { ...describeCluster(reading, known), absence: null, goneAt }),
    ...ledgerChange(known, step),
    nodes: isThere ? stepNodes(known, reading.nodes, gap) : closeNodes(known, step.closed),
    reading: stored.digest === known?.readingDigest ? null : stored,
  };
}

/** A cluster that had gone and is back may never have been away: that it was created long ago says nothing new. */
function observeAgain(observation: Observation, known: KnownCluster | null): Observation {
  if (known === null || known.goneAt === null || observation.state === null) return observation;
  return { ...observation, changedAt: Math.max(known.goneAt, observation.changedAt ?? known.goneAt) };
}

/** A cluster that the poll does not list. */
export function changeByAbsence(known: KnownCluster, providerClusterId: string, poll: FollowingPoll): ClusterChange {
  const absence = countAbsence(known.absence, poll.previousAt ?? poll.at, poll.at, poll.complete);
  const unchanged = {
    providerClusterId,
    key: known.key,
    closed: null,
    opened: null,
    costStep: null,
    nodes: [],
    reading: null,
  };
  if (!isGone(absence) && !poll.gone.includes(providerClusterId)) {
    return { ...unchanged, record: changedRecord(known, { ...known.description, absence, goneAt: null }) };
  }
  const gap = gapBetween(absence.lastSeenAt, absence.since ?? poll.at, poll.pollIntervalMs);
  const step = endUnseen(known.open, gap);
  const record = { ...known.description, absence: null, goneAt: step.closed?.endedAt ?? gap.at };
  return { ...unchanged, record, ...ledgerChange(known, step), nodes: closeNodes(known, step.closed) };
}

function ledgerChange(
  known: KnownCluster | null,
  step: LedgerStep,
): Pick<ClusterChange, "closed" | "opened" | "costStep"> {
  return { ...step, costStep: nextCostStep(known?.lastStep ?? null, step) };
}

/** What a bad reading does not say is taken from better, earlier readings. */
function describeCluster(reading: ClusterReading, known: KnownCluster | null): ClusterDescription {
  const before = known?.description;
  return {
    name: reading.name,
    gpuModel: reading.gpuModel ?? before?.gpuModel ?? null,
    gpuCount: reading.gpuCount ?? before?.gpuCount ?? null,
    cloud: reading.cloud ?? before?.cloud ?? null,
    regionId: reading.region?.id ?? before?.regionId ?? null,
    regionLabel: reading.region?.label ?? before?.regionLabel ?? null,
  };
}

function changedRecord(known: KnownCluster | null, record: ClusterRecord): ClusterRecord | null {
  if (known === null) return record;
  const before: ClusterRecord = { ...known.description, absence: known.absence, goneAt: known.goneAt };
  return isDeepStrictEqual(before, record) ? null : record;
}

/**
 * Connection details, and what only operators may read, are read afresh each time and never stored. Metrics are stored
 * as samples instead. When the provider last changed something may be new in every reading, and is in the next one too.
 */
function storedReading({ metricsAt: _, statusBeganBy: __, ...reading }: ClusterReading): StoredReading {
  const nodes = reading.nodes?.map((node) => (node.facts ? { ...node, facts: storedFacts(node.facts) } : node)) ?? null;
  const facts = storedFacts(reading.facts);
  const text = JSON.stringify({ ...reading, nodes, facts, metrics: [], alerts: [], connectionDetails: null });
  return { reading: text, digest: hash("sha256", text, "base64url") };
}

function storedFacts(facts: readonly Fact[]): Omit<Fact, "operatorValue">[] {
  return facts.filter(({ value }) => value !== null).map(({ operatorValue, ...fact }) => fact);
}
