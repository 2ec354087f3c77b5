import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { isChanging } from "@/lib/domain/cluster/health";
import { withoutOthersBill } from "@/lib/domain/cluster/shared/others-bill";
import type { ReadingMoment, SteadyMoment } from "@/lib/domain/time/clock-jump";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ConfiguredRate } from "../configuration/configuration";
import { nextTurn } from "../pause";
import { ProviderError } from "../providers/errors";
import type { FleetReading, ProviderClient } from "../providers/spec";
import type { AccountSnapshot, TrackedCluster } from "./account-snapshot";
import { boundedFleet } from "./bounded-fleet";
import { clampToNow } from "./clamp-to-now";
import { withConfiguredRate } from "./configured-rate";
import { detailQueue } from "./details/detail-queue";
import type { DetailRefusals } from "./details/detail-refusals";
import { readDetails } from "./details/read-details";
import type { RequestBudget } from "./request-budget";
import { withoutRepeatedIds } from "./same-ids";
import { createOthersBills } from "./same-machines";
import { detailAllowance, failureDelayMs, nextIntervalMs, pauseAfterReading, sustainableIntervalMs } from "./schedule";
import { trackClusters } from "./track-clusters";
import { slowedWarning, unreadableWarnings } from "./warnings";

export interface PolledAccount {
  configuredIntervalMs: number;
  client: ProviderClient;
  budget: RequestBudget;
  refusals: DetailRefusals;
  rates: readonly ConfiguredRate[];
  now: () => EpochMs;
  steadyNow: () => SteadyMoment;
  /** How many clusters and nodes the account may have: see `roomBeside`. */
  room: () => number;
  /** All accounts as they were last read, in the order of the configuration. */
  fleet: () => readonly AccountSnapshot[];
}

/** What the history needs to know about a list, besides its clusters. */
export interface ReadList extends ReadingMoment {
  isComplete: boolean;
  accrued: NonNullable<FleetReading["accrued"]>;
}

export interface PollResult {
  /** The snapshots to show, in turn: after the list was read, then after the details. At least one. */
  snapshot: AccountSnapshot;
  /** Until the next poll, without jitter. */
  delayMs: number;
  /** The list that was read; `null` if there was none. */
  list: ReadList | null;
  /** `delayMs` was set by the provider: no poll may come earlier, whoever asks. */
  isDelayBinding: boolean;
}

/**
 * Reads an account once. Never throws for anything the provider does: a failure is part of the result. `publish` is called
 * as soon as the list is known, before the details are.
 */
export async function pollOnce(
  account: PolledAccount,
  previous: AccountSnapshot,
  failuresInARow: number,
  publish: (snapshot: AccountSnapshot) => void,
  signal: AbortSignal,
): Promise<PollResult> {
  const { client, budget, now } = account;
  const attemptAt = now();
  const known = clampToNow(previous, attemptAt);
  const attempted = { ...known, lastAttemptAt: attemptAt };
  const spentBefore = budget.spent();
  const startedMs = account.steadyNow().ms;
  let fleet: FleetReading;
  try {
    const read = await client.readFleet(signal);
    await nextTurn();
    fleet = boundedFleet(withoutRepeatedIds(read), known.clusters, account.room());
  } catch (error) {
    signal.throwIfAborted();
    return { ...failed(account, attempted, toProviderError(error, previous), failuresInARow + 1), list: null };
  }
  const at = now();
  const steady = account.steadyNow();
  const listRequests = budget.spent() - spentBefore;
  const schedule = {
    configuredMs: account.configuredIntervalMs,
    listRequests,
    hasDetails: fleet.clusters.some(({ depth }) => depth === "summary"),
  };
  const pollIntervalMs = sustainableIntervalMs({ ...schedule, budget: budget.state() });
  const warnings = [
    ...fleet.warnings,
    ...unreadableWarnings(fleet.unreadable),
    ...slowedWarning(account, pollIntervalMs),
  ];
  const tracked = trackClusters(known, fleet, at);
  const listed: AccountSnapshot = {
    ...attempted,
    ...tracked,
    clusters: rated(account, attempted, asFarAsAllowed(tracked.clusters, account.refusals)),
    state: "ok",
    problem: null,
    warnings,
    billing: fleet.billing ?? null,
    pollIntervalMs,
    lastSuccessAt: at,
  };
  const detailed = await withDetails(account, listed, fleet.clusters, listRequests, publish, signal);
  const list = { at, steady, isComplete: fleet.complete, accrued: fleet.accrued ?? new Map() };
  if (detailed.failure) return { ...failed(account, detailed.snapshot, detailed.failure, failuresInARow + 1), list };
  const changing = [...detailed.snapshot.clusters.values()].some(({ reading }) => isChanging(reading.status));
  const intervalMs = nextIntervalMs({ ...schedule, isChanging: changing, budget: budget.state() });
  const delayMs = pauseAfterReading(intervalMs, steady.ms - startedMs);
  return { snapshot: detailed.snapshot, delayMs, isDelayBinding: false, list };
}

async function withDetails(
  account: PolledAccount,
  listed: AccountSnapshot,
  summaries: readonly ClusterReading[],
  listRequests: number,
  publish: (snapshot: AccountSnapshot) => void,
  signal: AbortSignal,
): Promise<{ snapshot: AccountSnapshot; failure: ProviderError | null }> {
  const { client, budget, refusals, now } = account;
  if (client.readDetails === undefined) return { snapshot: listed, failure: null };
  const warnings = [...listed.warnings, ...refusals.warnings(listed.clusters.values())];
  const mayAsk = ({ reading }: TrackedCluster) => refusals.mayAsk(reading.providerClusterId);
  const queue = detailQueue(listed.clusters.values());
  const [urgent, aged] = [queue.urgent.filter(mayAsk), queue.aged.filter(mayAsk)];
  if (urgent.length + aged.length === 0) return { snapshot: { ...listed, warnings }, failure: null };
  publish({ ...listed, warnings });
  const allowance = detailAllowance({
    intervalMs: listed.pollIntervalMs,
    listRequests,
    neverRead: urgent.length,
    budget: budget.state(),
  });
  const spentBefore = budget.spent();
  const result = await readDetails({
    readDetails: client.readDetails.bind(client),
    hasRoom: () => budget.spent() - spentBefore < allowance,
    queue: [...urgent, ...aged].slice(0, allowance),
    summaries: new Map(summaries.map((summary) => [summary.providerClusterId, summary])),
    refusals,
    now,
    until: now() + listed.pollIntervalMs,
    signal,
  });
  signal.throwIfAborted();
  const clusters = new Map(listed.clusters);
  for (const cluster of result.clusters) clusters.set(cluster.reading.providerClusterId, cluster);
  const snapshot = {
    ...listed,
    clusters: rated(account, listed, clusters),
    warnings: [...listed.warnings, ...refusals.warnings(listed.clusters.values()), ...result.warnings],
  };
  return { snapshot, failure: result.failure };
}

/** Details that this key may not read will not be newer than those in the history. */
function asFarAsAllowed(
  clusters: ReadonlyMap<string, TrackedCluster>,
  refusals: DetailRefusals,
): ReadonlyMap<string, TrackedCluster> {
  const entries = [...clusters].map(([id, cluster]): [string, TrackedCluster] => {
    const { details } = cluster;
    if (!details?.isRestored || !refusals.has(id)) return [id, cluster];
    return [id, { ...cluster, details: { reading: details.reading, readAt: details.readAt } }];
  });
  return new Map(entries);
}

function failed(
  account: PolledAccount,
  snapshot: AccountSnapshot,
  error: ProviderError,
  failuresInARow: number,
): Omit<PollResult, "list"> {
  const since = snapshot.problem?.code === error.kind ? snapshot.problem.since : account.now();
  const delayMs = failureDelayMs({
    kind: error.kind,
    retryAfterMs: error.retryAfterMs,
    failuresInARow,
    intervalMs: account.configuredIntervalMs,
  });
  return {
    snapshot: {
      ...snapshot,
      state: error.kind === "rate-limited" ? "limited" : "failing",
      problem: { code: error.kind, detail: error.message, since },
    },
    delayMs,
    isDelayBinding: error.retryAfterMs !== undefined,
  };
}

function rated(
  { rates, fleet }: PolledAccount,
  { id, provider }: AccountSnapshot,
  clusters: ReadonlyMap<string, TrackedCluster>,
): ReadonlyMap<string, TrackedCluster> {
  const billsOf = createOthersBills({ id, clusters }, fleet());
  const account = { id, provider: provider.id };
  return new Map(
    [...clusters].map(([key, cluster]) => {
      const bills = billsOf(key);
      if (bills.length === 0 && rates.length === 0) return [key, cluster];
      const reading = withoutOthersBill(cluster.reading, bills);
      return [key, { ...cluster, reading: withConfiguredRate(reading, account, rates, bills) }];
    }),
  );
}

/**
 * A bug in an adapter costs its account one poll, never the process. Its text may quote an answer, so it is left out.
 */
function toProviderError(error: unknown, { provider }: AccountSnapshot): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError(
    "bad-response",
    `${provider.label} answered in a way Clusterdeck did not expect (${error instanceof Error ? error.name : "error"}). This is a fault in Clusterdeck: please report it.`,
  );
}
