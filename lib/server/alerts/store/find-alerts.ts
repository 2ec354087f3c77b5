import "server-only";
import type { Kysely, SelectQueryBuilder } from "kysely";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause, type Pause } from "../../pause";
import { alertOf, type StoredAlert } from "./alert-rows";
import type { AlertTables } from "./schema";

/** An alert must match every criterion that is given. */
export interface AlertFilter {
  /** Open at some time from then on … */
  from?: EpochMs | undefined;
  /** … and before then. */
  to?: EpochMs | undefined;
  /** Part of its words, names or ids, in any case. */
  text?: string | undefined;
}

/** Where a list of alerts that are over goes on: with those that ended before this one. */
export interface EndedBefore {
  resolvedAt: EpochMs;
  id: string;
}

/** No index finds part of a text, so each statement looks at no more alerts than this, and a search that is given up ends soon. */
const ALERTS_PER_STATEMENT = 2_000;

/** Alerts that are over, by their end, the latest first; at most `limit`. */
export async function findEndedAlerts(
  db: Kysely<AlertTables>,
  filter: AlertFilter,
  { limit, before, pause = createPause() }: { limit: number; before: EndedBefore | null; pause?: Pause },
): Promise<StoredAlert[]> {
  const found: StoredAlert[] = [];
  let next = before;
  for (;;) {
    await pause();
    const some = ended(db, filter, next).limit(ALERTS_PER_STATEMENT);
    const matching = filter.text === undefined ? some : withText(db, some, filter.text);
    const rows = await latestFirst(matching.selectAll())
      .limit(limit - found.length)
      .execute();
    found.push(...rows.map(alertOf));
    if (found.length >= limit) return found;
    const last = await lastOf(db, filter, next);
    if (last === null) return found;
    next = last;
  }
}

/** The last alert that a statement has looked at; `null` if there are no more. */
async function lastOf(
  db: Kysely<AlertTables>,
  filter: AlertFilter,
  before: EndedBefore | null,
): Promise<EndedBefore | null> {
  const row = await ended(db, filter, before)
    .select(["resolvedAt", "id"])
    .offset(ALERTS_PER_STATEMENT - 1)
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.resolvedAt === null ? null : { resolvedAt: row.resolvedAt, id: row.id };
}

function ended(db: Kysely<AlertTables>, { from, to }: AlertFilter, before: EndedBefore | null) {
  let query = db.selectFrom("alert").where("state", "=", "resolved");
  if (from !== undefined) query = query.where("resolvedAt", ">=", from);
  if (to !== undefined) query = query.where(sql<number>`coalesce(firing_since, pending_since)`, "<", to);
  if (before !== null) query = query.where(sql<boolean>`(resolved_at, id) < (${before.resolvedAt}, ${before.id})`);
  return latestFirst(query);
}

function withText(
  db: Kysely<AlertTables>,
  some: SelectQueryBuilder<AlertTables, "alert", object>,
  text: string,
): SelectQueryBuilder<AlertTables, "alert", object> {
  const part = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return db.selectFrom(some.selectAll().as("alert")).where(sql<boolean>`search_text like ${part} escape '\\'`);
}

function latestFirst<Row>(query: SelectQueryBuilder<AlertTables, "alert", Row>) {
  return query.orderBy("resolvedAt", "desc").orderBy("id", "desc");
}
