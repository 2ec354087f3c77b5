import "server-only";
import { clockJumpBetween } from "@/lib/domain/time/clock-jump";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { extendRun, type PollRun } from "@/lib/domain/time/poll-run";
import { recordClockJump } from "../clock-jumps";
import type { Database } from "../schema";
import { type ClusterChange, changeByAbsence, changeByReading, type FollowingPoll, gapBefore } from "./cluster-change";
import { type KnownCache, knownAfter } from "./known-cache";
import { type KnownCluster, readKnownClusters, readLatestRun } from "./known-clusters";
import type { Poll, RecordOutcome } from "./poll";
import { writeChanges } from "./write-changes";

type KnownClusters = ReadonlyMap<string, KnownCluster>;

export interface RecordResult {
  outcome: RecordOutcome;
  /** The ledger is unchanged up to this moment. */
  unchangedUntil: EpochMs;
}

/** Writes what a poll changed, in one transaction. Throws what the driver throws. */
export async function recordPoll(db: Database, cache: KnownCache, poll: Poll): Promise<RecordResult> {
  try {
    const { result, after } = await db.transaction().execute((transaction) => recordIn(transaction, cache, poll));
    if (after !== null) cache.set(poll.accountId, poll.at, after);
    return result;
  } catch (error) {
    cache.forget(poll.accountId);
    throw error;
  }
}

interface Recorded {
  result: RecordResult;
  /** What the store knows about the account's clusters from now on; `null` if nothing was written. */
  after: KnownClusters | null;
}

async function recordIn(transaction: Database, cache: KnownCache, poll: Poll): Promise<Recorded> {
  const latest = await readLatestRun(transaction, poll.accountId);
  const jump = latest && clockJumpBetween({ at: latest.lastAt, steady: latest.steady }, poll);
  if (jump === "replay") {
    return { result: { outcome: "already-recorded", unchangedUntil: poll.at }, after: null };
  }
  if (jump !== null) await recordClockJump(transaction, poll, jump);
  const run = jump === null ? latest : await readLatestRun(transaction, poll.accountId);
  const named = poll.clusters.map(({ providerClusterId }) => providerClusterId);
  // A jump withdraws what was written.
  const cached = jump === null ? cache.find(poll.accountId, latest, named) : null;
  const known = cached ?? (await readKnownClusters(transaction, poll.accountId, named));
  const following = { ...poll, previousAt: run?.lastAt ?? null, isAfterJump: jump !== null };
  const changes = changesOf(following, known);
  await writeRun(transaction, run, following);
  const written = await writeChanges(transaction, poll, changes);
  return {
    result: {
      outcome: jump === null ? "recorded" : "recorded-after-jump",
      unchangedUntil: unchangedUntil(poll, run, known, changes),
    },
    after: knownAfter(known, written),
  };
}

/**
 * Totals were known up to the latest reading and change from the earliest new step on. A new GPU model regroups the
 * whole past.
 */
function unchangedUntil(
  poll: Poll,
  run: PollRun | null,
  known: KnownClusters,
  changes: readonly ClusterChange[],
): EpochMs {
  const isRegrouped = changes.some(({ providerClusterId, record }) => {
    const before = known.get(providerClusterId)?.description;
    return record !== null && before !== undefined && record.gpuModel !== before.gpuModel;
  });
  if (isRegrouped) return 0;
  return Math.min(run?.lastAt ?? poll.at, ...changes.flatMap(({ costStep }) => (costStep ? [costStep.at - 1] : [])));
}

function changesOf(poll: FollowingPoll, known: KnownClusters): ClusterChange[] {
  const listed = new Map(poll.clusters.map((reading) => [reading.providerClusterId, reading]));
  const byReading = [...listed.values()].map((reading) =>
    changeByReading(known.get(reading.providerClusterId) ?? null, reading, poll),
  );
  const missing = [...known].filter(([id, cluster]) => !listed.has(id) && cluster.goneAt === null);
  return [...byReading, ...missing.map(([id, cluster]) => changeByAbsence(cluster, id, poll))];
}

async function writeRun(db: Database, run: PollRun | null, poll: FollowingPoll): Promise<void> {
  const { accountId, provider, at, steady, pollIntervalMs } = poll;
  if (run === null) {
    const account = db.insertInto("account").values({ id: accountId, provider });
    await account.onConflict((conflict) => conflict.doNothing()).execute();
  }
  const { startedAt } = extendRun(run, gapBefore(poll, poll.previousAt), accountId, pollIntervalMs);
  const latest = { lastAt: at, pollIntervalMs, steadyProcess: steady?.process ?? null, steadyMs: steady?.ms ?? null };
  await db
    .insertInto("pollRun")
    .values({ accountId, startedAt, ...latest })
    .onConflict((conflict) => conflict.columns(["accountId", "startedAt"]).doUpdateSet(latest))
    .execute();
}
