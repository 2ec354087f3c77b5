import type { Alert } from "@/lib/domain/alerts/alert";
import { accountSubject } from "@/lib/domain/alerts/conditions/subjects";

const SINCE = Date.UTC(2026, 9, 24);

/** An alert about an account that refuses its key: pass only what the test is about. */
export function exampleAlert(changes: Partial<Alert> = {}): Alert {
  return {
    ...{ id: "1", rule: "account-failing", subject: accountSubject("shade"), severity: "critical", state: "firing" },
    facts: { code: "auth", detail: "It refuses the key.", clusters: 1 },
    ...{ pendingSince: SINCE, firingSince: SINCE, resolvedAt: null, clearSince: null, evidenceAt: SINCE, readings: 1 },
    ...{ heldBy: null, releasedAt: null },
    ...changes,
  };
}
