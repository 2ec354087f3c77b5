import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { ExactCost } from "@/lib/domain/money/cost";
import { ALL_CLUSTERS } from "../history/read/cluster-filter";
import { readSamples } from "../history/read/read-samples";
import type { Tables } from "../history/schema";
import type { Store } from "../store/open-database";
import { STORED_TABLES } from "./stored-parts";
import { digestTable, type TableDigest } from "./table-digest";

/** What must be equal in a store and its copy. */
export interface StoreSummary {
  /** By table. */
  tables: ReadonlyMap<string, TableDigest>;
  /** What each cluster had cost when its account was last read, by cluster id. */
  costs: ReadonlyMap<string, ExactCost>;
}

export async function summariseStore({ db, dialect }: Pick<Store, "db" | "dialect">): Promise<StoreSummary> {
  const history = db.withTables<Tables>();
  const ledger = { db: history, longReads: history, dialect };
  const { lastAt } = await history
    .selectFrom("pollRun")
    .select((is) => is.fn.max("lastAt").as("lastAt"))
    .executeTakeFirstOrThrow();
  const costs = new Map<string, ExactCost>();
  for await (const { samples } of readSamples(ledger, [lastAt ?? 0], "cluster", ALL_CLUSTERS)) {
    for (const { clusterId, accrued } of samples) if (clusterId !== null) costs.set(clusterId, accrued);
  }
  const tables = new Map<string, TableDigest>();
  for (const table of STORED_TABLES) tables.set(table.name, await digestTable(db, table));
  return { tables, costs };
}

export function isSameStore(one: StoreSummary, other: StoreSummary): boolean {
  return isDeepStrictEqual(one, other);
}
