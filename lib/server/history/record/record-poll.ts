import "server-only";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { chargedRate } from "@/lib/domain/money/rate";
import { clockJumpBetween } from "@/lib/domain/time/clock-jump";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { extendRun, type PollRun } from "@/lib/domain/time/poll-run";
import { confirmTerm } from "../../coordination/confirm-term";
import { createPause, mapInTurns } from "../../pause";
import type { Dialect } from "../../store/open-database";
import { recordClockJump } from "../clock-jumps";
import { type Absent, writeAbsences } from "../read/clock-doubt";
import { forgetSamplesAfter } from "../sample-state";
import type { Database } from "../schema";
import { chunks } from "../statement-chunks";
import { type ClusterChange, changeByAbsence, changeByReading, type FollowingPoll, gapBefore } from "./cluster-change";
import { type KnownCache, knownAfter } from "./known-cache";
import { type KnownCluster, readKnownClusters, readLatestRun } from "./known-clusters";
import type { Poll, RecordOutcome, WritingTerm } from "./poll";
import { writeChanges } from "./write-changes";

type KnownClusters = ReadonlyMap<string, KnownCluster>;

interface Ledger {
  db: Database;
  dialect: Dialect;
}

/** Writes what a poll changed, in one transaction. Throws what the driver throws, and a `LostLease` if the term is over. */
export async function recordPoll(
  { db, dialect }: Ledger,
  cache: KnownCache,
  poll: Poll,
  term: WritingTerm | null = null,
): Promise<RecordOutcome> {
  if (term !== null) cache.enter(poll.accountId, term.epoch);
  try {
    const { outcome, after } = await db.transaction().execute(async (transaction) => {
      if (term !== null) await confirmTerm(transaction, term);
      return recordIn({ db: transaction, dialect }, cache, poll);
    });
    if (after !== null) cache.set(poll.accountId, poll.at, after);
    return outcome;
  } catch (error) {
    cache.forget(poll.accountId);
    throw error;
  }
}

interface Recorded {
  outcome: RecordOutcome;
  /** What the store knows about the account's clusters from now on; `null` if nothing was written. */
  after: KnownClusters | null;
}

async function recordIn({ db: transaction, dialect }: Ledger, cache: KnownCache, poll: Poll): Promise<Recorded> {
  const latest = await readLatestRun(transaction, poll.accountId);
  const jump = latest && clockJumpBetween({ at: latest.lastAt, steady: latest.steady }, poll);
  if (jump === "replay") return { outcome: "already-recorded", after: null };
  if (jump !== null) await recordClockJump(transaction, poll, jump);
  const run = jump === null ? latest : await readLatestRun(transaction, poll.accountId);
  const named = poll.clusters.map(({ providerClusterId }) => providerClusterId);
  // A jump withdraws what was written.
  const cached = jump === null ? cache.find(poll.accountId, latest, named) : null;
  const known = cached ?? (await readKnownClusters(transaction, poll.accountId, named));
  const following = { ...poll, previousAt: run?.lastAt ?? null, isAfterJump: jump !== null };
  const changes = await changesOf(following, known);
  await writeRun(transaction, run, following);
  const written = await writeChanges(transaction, poll, changes);
  await writeAbsences(transaction, poll.at, absentUntil(poll, known));
  await forgetSamplesAfter(transaction, dialect, await unchangedUntil(transaction, poll, run, changes, known));
  return { outcome: jump === null ? "recorded" : "recorded-after-jump", after: knownAfter(known, written) };
}

/** The clusters that complete polls before this one did not list, with the higher of their prices before and after. */
function absentUntil({ clusters }: Poll, known: KnownClusters): Absent[] {
  const listed = new Map(clusters.map((reading) => [reading.providerClusterId, reading]));
  return [...listed.values()].flatMap(({ providerClusterId, rate }) => {
    const { key, open, absence } = known.get(providerClusterId) ?? {};
    if (key === undefined || !open || !absence || absence.since === null) return [];
    const highest = Math.max(open.usdMicrosPerHour ?? 0, chargedRate(rate) ?? 0);
    if (highest === 0) return [];
    return [{ clusterKey: key, lastSeenAt: absence.lastSeenAt, usdMicrosPerHour: usdMicrosPerHour(highest) }];
  });
}

/**
 * The moment up to which the costs of every group are what they were. Totals were known up to the latest reading, and
 * change from the earliest new step on. A new GPU model regroups all that its cluster ever cost.
 */
async function unchangedUntil(
  db: Database,
  poll: Poll,
  run: PollRun | null,
  changes: readonly ClusterChange[],
  known: KnownClusters,
): Promise<EpochMs> {
  const regrouped = changes.flatMap(({ key, providerClusterId, record }) => {
    const before = known.get(providerClusterId)?.description;
    return key !== null && record !== null && before !== undefined && record.gpuModel !== before.gpuModel ? [key] : [];
  });
  // A misdated step may have happened earlier, which is part of the error of whatever ends or begins before it.
  let firstAt = Math.min(...changes.flatMap(({ costStep }) => (costStep ? costStep.at - costStep.errorMs : [])));
  for await (const keys of chunks(regrouped)) {
    const steps = db.selectFrom("costStep").where("clusterKey", "in", keys);
    const { at } = await steps.select((of) => of.fn.min("at").as("at")).executeTakeFirstOrThrow();
    firstAt = Math.min(firstAt, at ?? firstAt);
  }
  return Math.min(run?.lastAt ?? poll.at, firstAt - 1);
}

async function changesOf(poll: FollowingPoll, known: KnownClusters): Promise<ClusterChange[]> {
  const listed = new Map(poll.clusters.map((reading) => [reading.providerClusterId, reading]));
  const pause = createPause();
  const byReading = await mapInTurns(
    listed.values(),
    (reading) => changeByReading(known.get(reading.providerClusterId) ?? null, reading, poll),
    pause,
  );
  const missing = [...known].filter(([id, cluster]) => !listed.has(id) && cluster.goneAt === null);
  return [...byReading, ...(await mapInTurns(missing, ([id, cluster]) => changeByAbsence(cluster, id, poll), pause))];
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
