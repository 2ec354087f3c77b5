import "server-only";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createWatchFold, type Watch } from "@/lib/domain/time/watch";
import { LEDGER_COLUMNS, toLedgerRow } from "../record/ledger-columns";
import { readObservedRuns } from "../record/observed-runs";
import type { Database } from "../schema";
import { readClusterRows } from "./read-intervals";

/** A cluster that changes with every poll has millions of rows a year, which nobody could look at. */
export const MAX_TIMELINE_ROWS = 10_000;

/** The states of a cluster during a window: rows in order, and when anybody was watching. */
export interface StoredTimeline {
  rows: LedgerRow[];
  nodes: { id: string; name: string; rows: LedgerRow[] }[];
  /** When the cluster's account was last read; `null` before its first reading. */
  watch: Watch | null;
  /** Whether there are more rows than `MAX_TIMELINE_ROWS`, in which case the rest was not read. */
  isCut: boolean;
  /** The same for those of its nodes. */
  areNodesCut: boolean;
}

export interface TimelineReading {
  /** A large cluster has many nodes, each with its own past. */
  withNodes: boolean;
  now: EpochMs;
}

/** `null` for a cluster that the history has never seen. */
export async function readTimeline(
  db: Database,
  clusterId: string,
  window: TimeWindow,
  { withNodes, now }: TimelineReading,
): Promise<StoredTimeline | null> {
  const cluster = await db
    .selectFrom("cluster")
    .select(["key", "accountId"])
    .where("id", "=", clusterId)
    .executeTakeFirst();
  if (cluster === undefined) return null;
  const rows = await readClusterRows(db, cluster.key, window, MAX_TIMELINE_ROWS + 1);
  const nodeRows = withNodes ? await readNodeRows(db, cluster.key, window) : [];
  const nodes = [...Map.groupBy(nodeRows, ({ nodeId }) => nodeId)].map(([id, own]) => ({
    id,
    name: own.at(-1)?.nodeName ?? id,
    rows: own.map(toLedgerRow),
  }));
  const fold = createWatchFold([window], now);
  for await (const run of readObservedRuns(db, window, { accountIds: [cluster.accountId] })) fold.add(run);
  const isCut = rows.length > MAX_TIMELINE_ROWS;
  const areNodesCut = nodeRows.length > MAX_TIMELINE_ROWS;
  return { rows, nodes, watch: fold.watches()[0] ?? null, isCut, areNodesCut };
}

function readNodeRows(db: Database, clusterKey: number, window: TimeWindow) {
  return db
    .selectFrom("nodeInterval")
    .select(["nodeId", "nodeName", ...LEDGER_COLUMNS])
    .where("clusterKey", "=", clusterKey)
    .where("startedAt", "<", window.to)
    .where((is) => is.or([is("endedAt", "is", null), is("endedAt", ">", window.from)]))
    .orderBy("nodeId")
    .orderBy("startedAt")
    .limit(MAX_TIMELINE_ROWS + 1)
    .execute();
}
