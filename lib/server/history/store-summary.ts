import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { ExactCost } from "@/lib/domain/cost";
import { ALL_CLUSTERS } from "./cluster-filter";
import { sampleCosts } from "./cost-samples";
import { createSampleMemo } from "./sample-memo";
import type { Database } from "./schema";
import { countRows, type TableName } from "./table-sizes";

/** What must be the same in a store and in a copy of it. */
export interface StoreSummary {
  rows: ReadonlyMap<TableName, number>;
  /** What each cluster has cost until its connection was last read, by the cluster's id. */
  costs: ReadonlyMap<string, ExactCost>;
}

export async function summariseStore(db: Database): Promise<StoreSummary> {
  const { lastAt } = await db
    .selectFrom("pollRun")
    .select((is) => is.fn.max("lastAt").as("lastAt"))
    .executeTakeFirstOrThrow();
  const samples = await sampleCosts(db, createSampleMemo(), [lastAt ?? 0], "cluster", ALL_CLUSTERS);
  return {
    rows: await countRows(db),
    costs: new Map(samples.flatMap(({ clusterId, accrued }) => (clusterId === null ? [] : [[clusterId, accrued]]))),
  };
}

export function isSameStore(one: StoreSummary, other: StoreSummary): boolean {
  return isDeepStrictEqual(one, other);
}
