import "server-only";
import type { AuditAction } from "@/lib/domain/audit";
import type { EpochMs } from "@/lib/domain/cluster";
import { clip } from "@/lib/domain/scrub";
import { log } from "../log";
import { replaceSecrets } from "../redaction/secrets";
import type { Store } from "../store/open-database";
import type { AuditTables } from "./audit-schema";

/** Something that must be known afterwards: who did what, when, from where. */
export interface AuditEvent {
  at: EpochMs;
  /** A person's e-mail address, "system" or "guest". */
  actor: string;
  action: AuditAction;
  /** What was acted on: an id, a name, an e-mail address. Never a secret. */
  target: string | null;
  /** The address it came from, as far as known. */
  from: string | null;
}

const NOT_WRITTEN = "The audit log could not be written";

/**
 * Writes it down. Never fails: a full disk, or a store that is not open (`null`), must not keep anybody from signing in or
 * reaching a machine. What could not be stored is in the log at least.
 */
export async function recordAudit(store: Store | null, event: AuditEvent): Promise<void> {
  const entry = {
    at: event.at,
    actor: tidy(event.actor),
    action: event.action,
    target: event.target === null ? null : tidy(event.target),
    fromAddress: event.from,
  };
  try {
    await store?.db.withTables<AuditTables>().insertInto("auditEntry").values(entry).execute();
    if (store === null) log().error({ audit: entry }, NOT_WRITTEN);
  } catch (error) {
    log().error({ err: error, audit: entry }, NOT_WRITTEN);
  }
}

/** Strangers choose some of these texts: one line, not endless, no key. */
function tidy(text: string): string {
  return clip(replaceSecrets(text));
}
