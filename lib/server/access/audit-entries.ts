import "server-only";
import { type Selectable, type SelectQueryBuilder, sql } from "kysely";
import type { AuditAction } from "@/lib/domain/people/audit";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Store } from "../store/open-database";
import type { AuditEntryTable, AuditTables } from "./audit-schema";

export type AuditEntry = Selectable<AuditEntryTable>;

/** Each that is given must hold. */
export interface AuditFilter {
  action?: AuditAction | undefined;
  /** Part of whoever acted or was acted on, in whatever case. */
  person?: string | undefined;
  from?: EpochMs | undefined;
  /** Not included. */
  to?: EpochMs | undefined;
}

const EXPORT_PAGE = 500;

/** The newest first, at most `limit`, older than the entry `before` if one is named. */
export function readAuditEntries(
  store: Store,
  filter: AuditFilter,
  limit: number,
  before: number | null,
): Promise<AuditEntry[]> {
  const entries = select(store, filter).orderBy("id", "desc").limit(limit);
  return (before === null ? entries : entries.where("id", "<", before)).execute();
}

/** All, the oldest first. Holds only a page of them at a time. */
export async function* readAllAuditEntries(store: Store, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  let last = 0;
  for (;;) {
    const page = await select(store, filter).where("id", ">", last).orderBy("id").limit(EXPORT_PAGE).execute();
    if (page.length > 0) yield page;
    if (page.length < EXPORT_PAGE) return;
    last = page.at(-1)?.id ?? last;
  }
}

function select({ longWork }: Store, { action, person, from, to }: AuditFilter) {
  let entries: SelectQueryBuilder<AuditTables, "auditEntry", AuditEntry> = longWork
    .withTables<AuditTables>()
    .selectFrom("auditEntry")
    .selectAll();
  if (action !== undefined) entries = entries.where("action", "=", action);
  if (from !== undefined) entries = entries.where("at", ">=", from);
  if (to !== undefined) entries = entries.where("at", "<", to);
  if (person === undefined) return entries;
  const part = `%${person.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const holds = (column: string) => sql<boolean>`lower(${sql.ref(column)}) like ${part} escape '\\'`;
  return entries.where(({ or }) => or([holds("actor"), holds("target")]));
}
