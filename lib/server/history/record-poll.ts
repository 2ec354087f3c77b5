import "server-only";
import { gapBetween } from "@/lib/domain/ledger";
import { extendRun, type PollRun } from "@/lib/domain/poll-run";
import { type ClusterChange, changeByAbsence, changeByReading } from "./cluster-change";
import { type KnownCluster, readKnownClusters, readLatestRun } from "./known-clusters";
import type { Database } from "./open-database";
import type { Poll, RecordOutcome } from "./poll";
import { writeChanges } from "./write-changes";

/** Writes what a poll changed, in one transaction. Throws what the driver throws. */
export async function recordPoll(db: Database, poll: Poll): Promise<RecordOutcome> {
  return db.transaction().execute(async (transaction) => {
    const run = await readLatestRun(transaction, poll.connectionId);
    if (run !== null && poll.at <= run.lastAt) return "already-recorded";
    const named = poll.clusters.map(({ providerClusterId }) => providerClusterId);
    const known = await readKnownClusters(transaction, poll.connectionId, named);
    await writeRun(transaction, run, poll);
    await writeChanges(transaction, poll, changesOf(poll, known, run));
    return "recorded";
  });
}

function changesOf(poll: Poll, known: ReadonlyMap<string, KnownCluster>, run: PollRun | null): ClusterChange[] {
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
