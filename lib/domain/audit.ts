/** What is written down for afterwards, oldest concerns first. A stored word is never renamed. */
export const AUDIT_ACTIONS = [
  "signed-in",
  "sign-in-failed",
  "signed-out",
  "password-changed",
  "session-revoked",
  "installation-claimed",
  "person-added",
  "person-changed",
  "person-removed",
  "password-link-made",
  "connection-details-read",
  "share-link-made",
  "share-link-opened",
  "share-link-revoked",
  "display-paired",
  "connection-tested",
  "audit-log-exported",
  "cluster-created",
  "cluster-creation-unanswered",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
