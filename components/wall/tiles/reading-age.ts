import { type Freshness, freshnessOf } from "@/lib/domain/cluster/freshness";
import { formatAge } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

export interface ReadingAge {
  freshness: Freshness;
  /** "14 s", "late 1 min", "STALE 6 min", "never read" */
  words: string;
}

/** How old a reading is, counted by the browser without any message. `observedAt: null` means never read. */
export function useReadingAge(observedAt: EpochMs | null, pollIntervalMs: number): ReadingAge {
  const freshness = useServerTime((now) => freshnessOf(observedAt, now, pollIntervalMs));
  const words = useServerTime((now) => ageWords(freshness, observedAt === null ? 0 : now - observedAt));
  return { freshness, words };
}

function ageWords(freshness: Freshness, ageMs: number): string {
  const age = formatAge(ageMs);
  return { fresh: age, late: `late ${age}`, stale: `STALE ${age}`, unknown: "never read" }[freshness];
}
