import "server-only";
import { type AuditAction, REFUSED_ACTIONS } from "@/lib/domain/people/audit";
import { clip } from "@/lib/domain/text/scrub";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { log } from "../../log";
import { replaceSecrets } from "../../redaction/secrets";
import { singleton } from "../../singleton";
import type { Store } from "../../store/open-database";
import { type AuditCounts, type CountedEntry, createAuditCounts } from "./audit-counts";
import type { AuditTables } from "./audit-schema";

/** Something that must be on record: who did what, when, and from where. */
export interface AuditEvent {
  at: EpochMs;
  /** A person's e-mail address, "system" or "guest". */
  actor: string;
  action: AuditAction;
  /** What was acted on: an id, a name, an e-mail address. Never a secret. */
  target: string | null;
  /** The address it came from, if known. */
  from: string | null;
}

const NOT_WRITTEN = "The audit log could not be written";

/**
 * Writes an entry; of identical refused attempts, only the first, and later how many more there were. Never fails: a
 * full disk, or a store that is not open (`null`), must not keep anybody from signing in or reaching a machine. What
 * could not be stored is at least in the server's log.
 */
export async function recordAudit(store: Store | null, event: AuditEvent): Promise<void> {
  const entry = {
    at: event.at,
    actor: tidy(event.actor),
    action: event.action,
    target: event.target === null ? null : tidy(event.target),
    fromAddress: event.from,
    count: 1,
  };
  if (store === null) {
    log().error({ audit: entry }, NOT_WRITTEN);
    return;
  }
  const isRefusal = REFUSED_ACTIONS.some((action) => action === event.action);
  await writeEntries(store, isRefusal ? countsOf(store).note(entry) : [entry]);
}

/** Writes the counts of refused attempts that are due; with `isLast`, all of them. */
export function writeCounts(store: Store, now: EpochMs, isLast: boolean): Promise<void> {
  return writeEntries(store, countsOf(store).close(now, isLast));
}

async function writeEntries({ db }: Store, entries: CountedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  try {
    await db.withTables<AuditTables>().insertInto("auditEntry").values(entries).execute();
  } catch (error) {
    log().error({ err: error, audit: entries }, NOT_WRITTEN);
  }
}

/** One per store, shared by all of the server's bundles. */
function countsOf(store: Store): AuditCounts {
  const all = singleton("audit-counts", () => new WeakMap<Store, AuditCounts>());
  const counts = all.get(store) ?? createAuditCounts();
  all.set(store, counts);
  return counts;
}

/** Strangers choose some of these texts, so each is cut to one line of limited length, with keys removed. */
function tidy(text: string): string {
  return clip(replaceSecrets(text));
}
