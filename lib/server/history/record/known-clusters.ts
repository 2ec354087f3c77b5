import "server-only";
import type { SelectQueryBuilder } from "kysely";
import type { Absence } from "@/lib/domain/cluster/absence";
import type { CostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { SteadyMoment } from "@/lib/domain/time/clock-jump";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { PollRun } from "@/lib/domain/time/poll-run";
import type { ClusterTable, Database, Tables } from "../schema";
import { LEDGER_COLUMNS, toCostStep, toLedgerRow } from "./ledger-columns";

/** What identifies and describes a cluster, apart from its states. */
export interface ClusterDescription {
  name: string;
  gpuModel: string | null;
  gpuCount: number | null;
  cloud: string | null;
  regionId: string | null;
  regionLabel: string | null;
}

export interface OpenNode {
  name: string;
  row: LedgerRow;
}

/** A cluster as the store knows it before a poll. */
export interface KnownCluster {
  key: number;
  description: ClusterDescription;
  absence: Absence | null;
  goneAt: EpochMs | null;
  open: LedgerRow | null;
  lastStep: CostStep | null;
  /** By the provider's node id. */
  openNodes: ReadonlyMap<string, OpenNode>;
  readingDigest: string | null;
}

export interface LatestRun extends PollRun {
  /** When the account was last polled. */
  steady: SteadyMoment | null;
}

export async function readLatestRun(db: Database, accountId: string): Promise<LatestRun | null> {
  const latest = db.selectFrom("pollRun").selectAll().where("accountId", "=", accountId);
  const row = await latest.orderBy("startedAt", "desc").limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const { steadyProcess, steadyMs, ...run } = row;
  return {
    ...run,
    steady: steadyProcess === null || steadyMs === null ? null : { process: steadyProcess, ms: steadyMs },
  };
}

/** By the provider's id: the clusters that have not gone, and those that the poll lists. */
export async function readKnownClusters(
  db: Database,
  accountId: string,
  named: readonly string[],
): Promise<ReadonlyMap<string, KnownCluster>> {
  const clusters = await selectClusters(db, accountId, named)
    .leftJoin("lastReading", "lastReading.clusterKey", "cluster.key")
    .selectAll("cluster")
    .select("lastReading.digest")
    .execute();
  const keys = selectClusters(db, accountId, named).select("cluster.key");
  const openRows = await readOpenRows(db, keys);
  const lastSteps = await readLastSteps(db, keys);
  const openNodes = await readOpenNodes(db, keys);
  return new Map(
    clusters.map((cluster) => [
      cluster.providerClusterId,
      {
        key: cluster.key,
        description: {
          name: cluster.name,
          gpuModel: cluster.gpuModel,
          gpuCount: cluster.gpuCount,
          cloud: cluster.cloud,
          regionId: cluster.regionId,
          regionLabel: cluster.regionLabel,
        },
        absence: toAbsence(cluster),
        goneAt: cluster.goneAt,
        open: openRows.get(cluster.key) ?? null,
        lastStep: lastSteps.get(cluster.key) ?? null,
        openNodes: openNodes.get(cluster.key) ?? new Map(),
        readingDigest: cluster.digest,
      },
    ]),
  );
}

function selectClusters(db: Database, accountId: string, named: readonly string[]) {
  return db
    .selectFrom("cluster")
    .where("accountId", "=", accountId)
    .where((is) => {
      const isPresent = is("goneAt", "is", null);
      return named.length === 0 ? isPresent : is.or([isPresent, is("providerClusterId", "in", named)]);
    });
}

type ClusterKeys = SelectQueryBuilder<Tables, "cluster", { key: number }>;

async function readOpenRows(db: Database, keys: ClusterKeys): Promise<Map<number, LedgerRow>> {
  const open = db.selectFrom("clusterInterval").where("clusterKey", "in", keys).where("endedAt", "is", null);
  const rows = await open.select(["clusterKey", ...LEDGER_COLUMNS]).execute();
  return new Map(rows.map((row) => [row.clusterKey, toLedgerRow(row)]));
}

async function readLastSteps(db: Database, keys: ClusterKeys): Promise<Map<number, CostStep>> {
  const steps = await db
    .selectFrom("costStep as step")
    .selectAll()
    .where("clusterKey", "in", keys)
    .where("at", "=", (select) =>
      select
        .selectFrom("costStep as other")
        .select((is) => is.fn.max("other.at").as("at"))
        .whereRef("other.clusterKey", "=", "step.clusterKey"),
    )
    .execute();
  return new Map(steps.map((step) => [step.clusterKey, toCostStep(step)]));
}

async function readOpenNodes(db: Database, keys: ClusterKeys): Promise<Map<number, Map<string, OpenNode>>> {
  const rows = await db
    .selectFrom("nodeInterval")
    .select(["clusterKey", "nodeId", "nodeName", ...LEDGER_COLUMNS])
    .where("clusterKey", "in", keys)
    .where("endedAt", "is", null)
    .execute();
  const nodes = new Map<number, Map<string, OpenNode>>();
  for (const row of rows) {
    const own = nodes.get(row.clusterKey) ?? new Map<string, OpenNode>();
    nodes.set(row.clusterKey, own.set(row.nodeId, { name: row.nodeName, row: toLedgerRow(row) }));
  }
  return nodes;
}

function toAbsence(cluster: Pick<ClusterTable, "lastSeenAt" | "absentSince" | "absentPolls">): Absence | null {
  if (cluster.lastSeenAt === null) return null;
  return { lastSeenAt: cluster.lastSeenAt, since: cluster.absentSince, completePolls: cluster.absentPolls };
}
