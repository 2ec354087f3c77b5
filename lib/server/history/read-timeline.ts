import "server-only";
import type { LedgerRow } from "@/lib/domain/ledger";
import type { PollRun } from "@/lib/domain/poll-run";
import type { TimeWindow } from "@/lib/domain/time-window";
import { LEDGER_COLUMNS, toLedgerRow } from "./ledger-columns";
import { readObservedRuns } from "./observed-runs";
import { readClusterRows } from "./read-intervals";
import type { Database } from "./schema";

/** What a cluster was during a window: rows in order, and when anybody was watching. */
export interface StoredTimeline {
  rows: LedgerRow[];
  nodes: { id: string; name: string; rows: LedgerRow[] }[];
  runs: PollRun[];
}

/** `null` for a cluster that the history has never seen. */
export async function readTimeline(
  db: Database,
  clusterId: string,
  window: TimeWindow,
): Promise<StoredTimeline | null> {
  const cluster = await db
    .selectFrom("cluster")
    .select(["key", "connectionId"])
    .where("id", "=", clusterId)
    .executeTakeFirst();
  if (cluster === undefined) return null;
  const nodeRows = await db
    .selectFrom("nodeInterval")
    .select(["nodeId", "nodeName", ...LEDGER_COLUMNS])
    .where("clusterKey", "=", cluster.key)
    .where("startedAt", "<", window.to)
    .where((is) => is.or([is("endedAt", "is", null), is("endedAt", ">", window.from)]))
    .orderBy("nodeId")
    .orderBy("startedAt")
    .execute();
  const nodes = [...Map.groupBy(nodeRows, ({ nodeId }) => nodeId)].map(([id, rows]) => ({
    id,
    name: rows.at(-1)?.nodeName ?? id,
    rows: rows.map(toLedgerRow),
  }));
  return {
    rows: await readClusterRows(db, cluster.key, window),
    nodes,
    runs: await readObservedRuns(db, window, { connectionIds: [cluster.connectionId] }),
  };
}
