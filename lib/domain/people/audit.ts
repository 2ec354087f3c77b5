import { FORMER_ACCOUNT_TESTED } from "../text/former-words";

/** What the audit log records. Where a word changes, the stored one stays: see `FORMER_ACTIONS`. */
export const AUDIT_ACTIONS = [
  "signed-in",
  "sign-in-failed",
  "tries-refused",
  "signed-out",
  "password-changed",
  "password-change-failed",
  "session-revoked",
  "installation-claimed",
  "installation-claim-failed",
  "person-added",
  "person-changed",
  "person-removed",
  "identity-linked",
  "password-link-made",
  "connection-details-read",
  "share-link-made",
  "share-link-opened",
  "share-link-password-failed",
  "share-link-revoked",
  "display-paired",
  "account-tested",
  "account-added",
  "account-changed",
  "account-removed",
  "audit-log-exported",
  "audit-log-pruned",
  "cluster-created",
  "cluster-creation-unanswered",
  "silence-made",
  "silence-ended",
  "channel-added",
  "channel-changed",
  "channel-removed",
  "channel-tested",
  "rule-changed",
  "delivery-retried",
  "pushes-started",
  "pushes-ended",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What stored entries say instead, by today's word: the log is only ever added to, so no migration may change them. */
const FORMER_ACTIONS: Partial<Record<AuditAction, string>> = { "account-tested": FORMER_ACCOUNT_TESTED };

/** All the words under which entries of an action are stored. */
export function storedActionsOf(action: AuditAction): string[] {
  const former = FORMER_ACTIONS[action];
  return former === undefined ? [action] : [action, former];
}

/** Today's word for a stored one. */
export function auditActionOf(stored: string): string {
  return AUDIT_ACTIONS.find((action) => FORMER_ACTIONS[action] === stored) ?? stored;
}

/** Actions that anybody can cause, as often as they like, without signing in: these are counted, and kept for less time. */
export const REFUSED_ACTIONS = [
  "sign-in-failed",
  "tries-refused",
  "password-change-failed",
  "installation-claim-failed",
  "share-link-password-failed",
] as const satisfies readonly AuditAction[];

export const COUNTED_WITHIN_MS = 600_000;
export const REFUSED_RETENTION_DAYS = 90;
export const RETENTION_DAYS = 730;
