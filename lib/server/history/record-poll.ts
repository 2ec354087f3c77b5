import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { gapBetween } from "@/lib/domain/ledger";
import { extendRun, type PollRun } from "@/lib/domain/poll-run";
import { type ClusterChange, changeByAbsence, changeByReading } from "./cluster-change";
import { type KnownCluster, readKnownClusters, readLatestRun } from "./known-clusters";
import type { Poll, RecordOutcome } from "./poll";
import type { Database } from "./schema";
import { writeChanges } from "./write-changes";

type KnownClusters = ReadonlyMap<string, KnownCluster>;

export interface RecordedPoll {
  outcome: RecordOutcome;
  /** What the ledger says of moments until then is as before. */
  unchangedUntil: EpochMs;
}

/** Writes what a poll changed, in one transaction. Throws what the driver throws. */
export async function recordPoll(db: Database, poll: Poll): Promise<RecordedPoll> {
  return db.transaction().execute(async (transaction) => {
    const run = await readLatestRun(transaction, poll.connectionId);
    if (run !== null && poll.at <= run.lastAt) return { outcome: "already-recorded", unchangedUntil: poll.at };
    const named = poll.clusters.map(({ providerClusterId }) => providerClusterId);
    const known = await readKnownClusters(transaction, poll.connectionId, named);
    const changes = changesOf(poll, known, run);
    await writeRun(transaction, run, poll);
    await writeChanges(transaction, poll, changes);
    return { outcome: "recorded", unchangedUntil: unchangedUntil(poll, run, known, changes) };
  });
}

/** Totals were known until the latest reading, and change from the earliest step on; a new GPU model regroups all of the past. */
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

function changesOf(poll: Poll, known: KnownClusters, run: PollRun | null): ClusterChange[] {
  const listed = new Map(poll.clusters.map((reading) => [reading.providerClusterId, reading]));
  const byReading = [...listed.values()].map((reading) =>
    changeByReading(known.get(reading.providerClusterId) ?? null, reading, poll, run?.lastAt ?? null),
  );
  const missing = [...known].filter(([id, cluster]) => !listed.has(id) && cluster.goneAt === null);
  return [...byReading, ...missing.map(([id, cluster]) => changeByAbsence(cluster, id, poll, run?.lastAt ?? poll.at))];
}

async function writeRun(db: Database, run: PollRun | null, poll: Poll): Promise<void> {
  const { connectionId, provider, at, pollIntervalMs } = poll;
  if (run === null) {
    const connection = db.insertInto("connection").values({ id: connectionId, provider });
    await connection.onConflict((conflict) => conflict.doNothing()).execute();
  }
  const next = extendRun(run, gapBetween(run?.lastAt ?? null, at, pollIntervalMs), connectionId, pollIntervalMs);
  await db
    .insertInto("pollRun")
    .values(next)
    .onConflict((conflict) =>
      conflict.columns(["connectionId", "startedAt"]).doUpdateSet({ lastAt: at, pollIntervalMs }),
    )
    .execute();
}
