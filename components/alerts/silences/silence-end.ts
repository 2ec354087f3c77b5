import type { EpochMs } from "@/lib/domain/time/epoch";
import { HOUR_MS } from "@/lib/domain/time/epoch";

export const ENDS = ["1h", "8h", "date"] as const;
/** When a silence is over. */
export interface SilenceEnd {
  choice: (typeof ENDS)[number];
  /** As a field for date and time gives it, in the reader's time zone; empty until chosen. */
  date: string;
}

const LASTS_MS = { "1h": HOUR_MS, "8h": 8 * HOUR_MS };

/** `null` while no time is chosen, or one that is over. */
export function silenceEnd({ choice, date }: SilenceEnd, now: EpochMs): EpochMs | null {
  if (choice !== "date") return now + LASTS_MS[choice];
  const end = Date.parse(date);
  return end > now ? end : null;
}
