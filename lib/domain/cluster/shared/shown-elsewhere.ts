import type { UsdMicrosPerHour } from "../../money/cost";
import type { Billing } from "../../money/rate";
import { type Marked, needsAttention } from "../mark";

interface Listed extends Pick<Marked, "status" | "health"> {
  rate?: { billing: Billing; usdMicrosPerHour: UsdMicrosPerHour | null };
  sharedWith?: readonly { isShownThere: boolean }[] | undefined;
}

/** Whether a cluster is shown among the nodes of another, and so not beside it. What needs attention is hidden nowhere. */
export function isShownElsewhere({ status, health, rate, sharedWith = [] }: Listed): boolean {
  if (!sharedWith.some(({ isShownThere }) => isShownThere)) return false;
  return !needsAttention({ status, health, billing: "unknown", ...rate });
}
