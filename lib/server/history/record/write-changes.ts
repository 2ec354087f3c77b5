import "server-only";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { createPause } from "../../pause";
import type { Database } from "../schema";
import { chunks } from "../statement-chunks";
import type { ClusterChange, ClusterRecord } from "./cluster-change";
import { fromCostStep } from "./ledger-columns";
import type { Poll } from "./poll";

export interface KeyedChange extends ClusterChange {
  key: number;
}

/** Returns the changes with the keys of their clusters, new ones included. */
export async function writeChanges(
  db: Database,
  poll: Poll,
  changes: readonly ClusterChange[],
): Promise<readonly KeyedChange[]> {
  const keyed = await writeClusters(db, poll, changes);
  const pause = createPause();
  for (const { key, closed, nodes } of keyed) {
    if (closed === null && nodes.length === 0) continue;
    await pause();
    if (closed) await closeClusterRow(db, key, closed);
    for (const node of nodes) if (node.closed) await closeNodeRow(db, key, node.nodeId, node.closed);
  }
  const rows = keyed.flatMap(({ key, opened }) => (opened ? [{ clusterKey: key, ...opened }] : []));
  for await (const values of chunks(rows)) await db.insertInto("clusterInterval").values(values).execute();
  const steps = keyed.flatMap(({ key, costStep }) => (costStep ? [fromCostStep(key, costStep)] : []));
  for await (const values of chunks(steps)) await db.insertInto("costStep").values(values).execute();
  const nodeRows = keyed.flatMap(({ key, nodes }) =>
    nodes.flatMap(({ nodeId, name, opened }) =>
      opened ? [{ clusterKey: key, nodeId, nodeName: name, ...opened }] : [],
    ),
  );
  for await (const values of chunks(nodeRows)) await db.insertInto("nodeInterval").values(values).execute();
  await writeReadings(db, keyed);
  return keyed;
}

async function writeClusters(db: Database, poll: Poll, changes: readonly ClusterChange[]): Promise<KeyedChange[]> {
  const keys = new Map<string, number>();
  const added = changes.flatMap((change) =>
    change.key === null && change.record !== null
      ? [
          {
            id: clusterIdOf(poll.accountId, change.providerClusterId),
            accountId: poll.accountId,
            providerClusterId: change.providerClusterId,
            firstSeenAt: poll.at,
            ...recordColumns(change.record),
          },
        ]
      : [],
  );
  for await (const values of chunks(added)) {
    const inserted = await db.insertInto("cluster").values(values).returning(["key", "providerClusterId"]).execute();
    for (const { key, providerClusterId } of inserted) keys.set(providerClusterId, key);
  }
  const keyed: KeyedChange[] = [];
  const pause = createPause();
  for (const change of changes) {
    const key = change.key ?? keys.get(change.providerClusterId);
    if (key === undefined) continue;
    keyed.push({ ...change, key });
    if (change.key !== null && change.record !== null) {
      await pause();
      await db.updateTable("cluster").set(recordColumns(change.record)).where("key", "=", key).execute();
    }
  }
  return keyed;
}

function recordColumns({ absence, goneAt, ...description }: ClusterRecord) {
  return {
    ...description,
    lastSeenAt: absence?.lastSeenAt ?? null,
    absentSince: absence?.since ?? null,
    absentPolls: absence?.completePolls ?? 0,
    goneAt,
  };
}

async function closeClusterRow(
  db: Database,
  key: number,
  { startedAt, endedAt, endErrorMs }: LedgerRow,
): Promise<void> {
  const row = db.updateTable("clusterInterval").where("clusterKey", "=", key).where("startedAt", "=", startedAt);
  await row.set({ endedAt, endErrorMs }).execute();
}

async function closeNodeRow(
  db: Database,
  key: number,
  nodeId: string,
  { startedAt, endedAt, endErrorMs }: LedgerRow,
): Promise<void> {
  const rows = db.updateTable("nodeInterval").where("clusterKey", "=", key).where("nodeId", "=", nodeId);
  await rows.where("startedAt", "=", startedAt).set({ endedAt, endErrorMs }).execute();
}

async function writeReadings(db: Database, changes: readonly KeyedChange[]): Promise<void> {
  const readings = changes.flatMap(({ key, reading }) => (reading ? [{ clusterKey: key, ...reading }] : []));
  for await (const values of chunks(readings)) {
    await db
      .insertInto("lastReading")
      .values(values)
      .onConflict((conflict) =>
        conflict.column("clusterKey").doUpdateSet((row) => ({
          digest: row.ref("excluded.digest"),
          reading: row.ref("excluded.reading"),
        })),
      )
      .execute();
  }
}
