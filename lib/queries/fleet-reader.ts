import { uncheckedFleetSchema } from "@/lib/contract/fleet";
import type { AnswerSchema } from "./request";
import { type StableFleet, stableFleet } from "./stable-fleet";

/** Reads the answers of one page, each against the one before. */
export function createFleetReader(): AnswerSchema<StableFleet> {
  let latest: StableFleet | undefined;
  return {
    safeParse(value) {
      const answer = uncheckedFleetSchema.safeParse(value);
      if (!answer.success) return answer;
      try {
        latest = stableFleet(latest, answer.data);
        return { success: true, data: latest };
      } catch {
        return { success: false };
      }
    },
  };
}
