/** What the audit log records. Stored words are never renamed. */
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
  "password-link-made",
  "connection-details-read",
  "share-link-made",
  "share-link-opened",
  "share-link-password-failed",
  "share-link-revoked",
  "display-paired",
  "account-tested",
  "audit-log-exported",
  "audit-log-pruned",
  "cluster-created",
  "cluster-creation-unanswered",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

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
