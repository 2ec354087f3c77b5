import "server-only";
import { type Selectable, type SelectQueryBuilder, sql } from "kysely";
import { type AuditAction, storedActionsOf } from "@/lib/domain/people/audit";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause, type Pause } from "../../pause";
import type { Store } from "../../store/open-database";
import type { AuditEntryTable, AuditTables } from "./audit-schema";

export type AuditEntry = Selectable<AuditEntryTable>;

/** An entry must match every criterion that is given. */
export interface AuditFilter {
  action?: AuditAction | undefined;
  /** Part of the actor or the target, in any case. */
  person?: string | undefined;
  from?: EpochMs | undefined;
  /** The end of the time range, exclusive. */
  to?: EpochMs | undefined;
}

/**
 * No index finds part of a text, and on SQLite a statement runs on the main thread, so each one looks at no more
 * entries than this.
 */
const IDS_PER_STATEMENT = 1_000;

/** Newest first, at most `limit` entries, all older than the entry `before` if one is named. */
export async function readAuditEntries(
  store: Store,
  filter: AuditFilter,
  limit: number,
  before: number | null,
  pause: Pause = createPause(),
): Promise<AuditEntry[]> {
  const { lowest, highest } = await readIdRange(store);
  const found: AuditEntry[] = [];
  let until = Math.min(before ?? Number.POSITIVE_INFINITY, highest + 1);
  while (until > lowest && found.length < limit) {
    await pause();
    const entries = select(store, filter, { from: until - IDS_PER_STATEMENT, until });
    found.push(
      ...(await entries
        .orderBy("id", "desc")
        .limit(limit - found.length)
        .execute()),
    );
    until -= IDS_PER_STATEMENT;
  }
  return found;
}

/** All entries that exist now, oldest first. Holds only one page of them in memory at a time. */
export async function* readAllAuditEntries(
  store: Store,
  filter: AuditFilter,
  pause: Pause = createPause(),
): AsyncGenerator<AuditEntry[]> {
  const { lowest, highest } = await readIdRange(store);
  for (let from = lowest; from <= highest; from += IDS_PER_STATEMENT) {
    await pause();
    const page = await select(store, filter, { from, until: Math.min(from + IDS_PER_STATEMENT, highest + 1) })
      .orderBy("id")
      .execute();
    if (page.length > 0) yield page;
  }
}

/** The range of all ids; for an empty log, one that contains none. */
async function readIdRange({ longWork }: Store): Promise<{ lowest: number; highest: number }> {
  const { rows } = await sql<{ lowest: number | null; highest: number | null }>`
    select (select min(id) from audit_entry) as lowest, (select max(id) from audit_entry) as highest`.execute(longWork);
  return { lowest: rows[0]?.lowest ?? 1, highest: rows[0]?.highest ?? 0 };
}

function select({ longWork }: Store, { action, person, from, to }: AuditFilter, ids: { from: number; until: number }) {
  let entries: SelectQueryBuilder<AuditTables, "auditEntry", AuditEntry> = longWork
    .withTables<AuditTables>()
    .selectFrom("auditEntry")
    .selectAll()
    .where("id", ">=", ids.from)
    .where("id", "<", ids.until);
  if (action !== undefined) entries = entries.where("action", "in", storedActionsOf(action));
  if (from !== undefined) entries = entries.where("at", ">=", from);
  if (to !== undefined) entries = entries.where("at", "<", to);
  if (person === undefined) return entries;
  const part = `%${person.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const holds = (column: string) => sql<boolean>`lower(${sql.ref(column)}) like ${part} escape '\\'`;
  return entries.where(({ or }) => or([holds("actor"), holds("target")]));
}
