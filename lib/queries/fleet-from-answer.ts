import type { UncheckedFleet } from "@/lib/contract/fleet";
import { uncheckedFleetShape } from "@/lib/contract/shapes/fleet";

/** `null` for anything else than the answer of `GET /api/clusters`. Its clusters have not been looked at. */
export function fleetFromAnswer(value: unknown): UncheckedFleet | null {
  const answer = uncheckedFleetShape.safeParse(value);
  return answer.success ? answer.data : null;
}
