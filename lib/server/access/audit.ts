import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { log } from "../log";
import type { Store } from "../store/open-database";

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

export type AuditAction =
  | "signed-in"
  | "sign-in-failed"
  | "signed-out"
  | "password-changed"
  | "session-revoked"
  | "installation-claimed"
  | "person-added"
  | "person-changed"
  | "person-removed"
  | "password-link-made"
  | "connection-details-read"
  | "share-link-made"
  | "share-link-opened"
  | "share-link-revoked";

export async function recordAudit(_store: Store, event: AuditEvent): Promise<void> {
  log().info({ audit: event }, "Audit");
}
