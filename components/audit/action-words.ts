import { AUDIT_ACTIONS, type AuditAction } from "@/lib/domain/people/audit";

export const ACTION_WORDS: Record<AuditAction, string> = {
  "signed-in": "Signed in",
  "sign-in-failed": "Sign-in failed",
  "tries-refused": "Too many attempts refused",
  "signed-out": "Signed out",
  "password-changed": "Password changed",
  "password-change-failed": "Wrong current password",
  "session-revoked": "Session ended",
  "installation-claimed": "Installation claimed",
  "installation-claim-failed": "Wrong setup code",
  "person-added": "Person added",
  "person-changed": "Person changed",
  "person-removed": "Person removed",
  "identity-linked": "New single sign-on linked",
  "password-link-made": "Password link created",
  "connection-details-read": "Connection details read",
  "share-link-made": "Share link created",
  "share-link-opened": "Share link opened for the first time",
  "share-link-password-failed": "Wrong share link password",
  "share-link-revoked": "Share link revoked",
  "display-paired": "Screen paired",
  "account-tested": "Account tested",
  "account-added": "Account added",
  "account-changed": "Account changed",
  "account-removed": "Account retired, key erased",
  "audit-log-exported": "Audit log exported",
  "audit-log-pruned": "Old entries removed",
  "cluster-created": "Cluster created",
  "cluster-creation-unanswered": "Cluster creation unanswered",
  "silence-made": "Alerts silenced",
  "silence-ended": "Silence ended",
  "channel-added": "Channel added",
  "channel-changed": "Channel changed",
  "channel-removed": "Channel removed",
  "channel-tested": "Channel tested",
  "rule-changed": "Rule of alerts changed",
  "delivery-retried": "Message sent again",
  "pushes-started": "Pushes started in a browser",
  "pushes-ended": "Pushes ended in a browser",
};

/** An action in words; as stored, if another version of the program wrote it. */
export function actionWords(action: string): string {
  const known = AUDIT_ACTIONS.find((candidate) => candidate === action);
  return known ? ACTION_WORDS[known] : action;
}
