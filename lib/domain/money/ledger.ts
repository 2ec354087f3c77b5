import type { ClusterStatus, Health } from "../cluster/cluster";
import type { EpochMs } from "../time/epoch";
import { isCheaper, type UsdMicrosPerHour } from "./cost";
import type { Billing, RateSource } from "./rate";

/** The state of a cluster or node for as long as nothing about it changes. */
export interface LedgerState {
  status: ClusterStatus;
  providerStatus: string | null;
  health: Health;
  billing: Billing;
  /** What is charged: zero if nothing is, `null` if unknown. */
  usdMicrosPerHour: UsdMicrosPerHour | null;
  rateSource: RateSource;
}

/** One state and how long it lasted. `endedAt` is `null` while it lasts. */
export interface LedgerRow extends LedgerState {
  startedAt: EpochMs;
  endedAt: EpochMs | null;
  /** The row may have begun this much earlier or later. */
  startErrorMs: number;
  /** The row may have ended this much earlier or later. */
  endErrorMs: number;
}

/** The time between two readings, about which nothing is known directly. */
export interface Gap {
  /** The previous reading; `null` for the first one ever. */
  previousAt: EpochMs | null;
  /** This reading, which is later than the previous one. */
  at: EpochMs;
  /** Whether the gap is a normal one between two polls, not a time in which nobody watched. */
  isWatched: boolean;
}

/** What a reading says: a state, or that the cluster or node is not there (any more). */
export interface Observation {
  state: LedgerState | null;
  /** When this happened, according to the provider. */
  changedAt: EpochMs | null;
}

export interface LedgerStep {
  closed: LedgerRow | null;
  opened: LedgerRow | null;
}

const MAX_WATCHED_INTERVALS = 5;
const UNCHANGED: LedgerStep = { closed: null, opened: null };

/** A gap of up to five intervals counts as watched, however short they are: unlike in `freshnessOf`, no page's polling adds to it. */
export function gapBetween(previousAt: EpochMs | null, at: EpochMs, pollIntervalMs: number): Gap {
  const isWatched = previousAt === null || at - previousAt <= MAX_WATCHED_INTERVALS * pollIntervalMs;
  return { previousAt, at, isWatched };
}

/** What a reading adds to the ledger: at most one row closed and one opened, and nothing at all if nothing changed. */
export function advanceLedger(open: LedgerRow | null, gap: Gap, { state, changedAt }: Observation): LedgerStep {
  if (open === null) {
    return state === null ? UNCHANGED : { closed: null, opened: openRow(state, appearanceEdge(gap, changedAt)) };
  }
  if (state !== null && isSameState(open, state)) return UNCHANGED;
  const edge = changeEdge(open, gap, { state, changedAt });
  return {
    closed: { ...open, endedAt: edge.at, endErrorMs: edge.errorMs },
    opened: state === null ? null : openRow(state, edge),
  };
}

/** The last reading listed the cluster, a complete poll does not. Its row is closed at that poll, or if nobody watched, right after the last reading. */
export function endUnseen(open: LedgerRow | null, gap: Gap): LedgerStep {
  if (open === null) return UNCHANGED;
  const edge = gap.isWatched
    ? { at: gap.at, errorMs: gapMs(gap) }
    : changeEdge(open, gap, { state: null, changedAt: null });
  return { closed: { ...open, endedAt: edge.at, endErrorMs: edge.errorMs }, opened: null };
}

export function isSameState(one: LedgerState, other: LedgerState): boolean {
  return (
    one.status === other.status &&
    one.providerStatus === other.providerStatus &&
    one.health === other.health &&
    one.billing === other.billing &&
    one.usdMicrosPerHour === other.usdMicrosPerHour &&
    one.rateSource === other.rateSource
  );
}

interface Edge {
  at: EpochMs;
  errorMs: number;
}

/**
 * A cluster older than the readings is not backfilled: it begins with the reading that first saw it. If an earlier
 * reading should have seen it, the time in between may have been charged.
 */
function appearanceEdge(gap: Gap, createdAt: EpochMs | null): Edge {
  if (gap.previousAt === null) return { at: gap.at, errorMs: 0 };
  if (createdAt !== null && createdAt <= gap.previousAt) return { at: gap.at, errorMs: gap.at - createdAt };
  if (isInside(gap, createdAt)) return { at: createdAt, errorMs: 0 };
  return gap.isWatched ? middleOf(gap) : { at: gap.at, errorMs: gapMs(gap) };
}

/** Always after the previous reading and no later than this one, because each of them saw its own state. */
function changeEdge(open: LedgerRow, gap: Gap, { state, changedAt }: Observation): Edge {
  if (isInside(gap, changedAt)) return { at: changedAt, errorMs: 0 };
  if (gap.isWatched) return middleOf(gap);
  const isNewCheaper = state === null || isCheaper(state.usdMicrosPerHour, open.usdMicrosPerHour);
  return { at: isNewCheaper ? firstMomentOf(gap) : gap.at, errorMs: gapMs(gap) };
}

function isInside(gap: Gap, at: EpochMs | null): at is EpochMs {
  return at !== null && at >= firstMomentOf(gap) && at <= gap.at;
}

function middleOf(gap: Gap): Edge {
  const halfMs = Math.ceil(gapMs(gap) / 2);
  return { at: gap.at - gapMs(gap) + halfMs, errorMs: halfMs };
}

function firstMomentOf(gap: Gap): EpochMs {
  return gap.at - gapMs(gap) + 1;
}

function gapMs({ previousAt, at }: Gap): number {
  return previousAt === null ? 0 : at - previousAt;
}

function openRow(state: LedgerState, edge: Edge): LedgerRow {
  return { ...state, startedAt: edge.at, endedAt: null, startErrorMs: edge.errorMs, endErrorMs: 0 };
}
