import "server-only";
import { suspensionOf } from "./billing";

const SUSPENDED_STATUSES = new Set([402, 403, 412]);
const REASONS = ["FAILED_PAYMENTS", "CREDIT_DEPLETED", "MONTHLY_SPEND_LIMIT_EXCEEDED", "BLOCKED_BY_ABUSE_RULE"];

/** What a refusal says of a suspension: only known words are taken from its body. 412 is how Fireworks refuses suspended accounts. */
export function explainSuspension(status: number, body: string): string | null {
  if (!SUSPENDED_STATUSES.has(status)) return null;
  const shouted = body.toUpperCase();
  const suspendState = REASONS.find((reason) => shouted.includes(reason));
  if (suspendState !== undefined) return suspensionOf({ suspendState });
  return status === 412
    ? "Fireworks refuses every request because this account is suspended (412), and does not say why. Look at the account's billing page at Fireworks."
    : null;
}
