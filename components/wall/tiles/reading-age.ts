import { useAges } from "@/components/status/source/ages";
import { type Freshness, freshnessOf } from "@/lib/domain/cluster/freshness";
import { formatAge } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { FleetAges } from "@/lib/queries/ages/fleet-ages";
import type { NamedAccount } from "@/lib/queries/stable-fleet";

export interface ReadingAge {
  freshness: Freshness;
  /** "14 s", "late 1 min", "STALE 6 min", "paused 6 min", "never read" */
  words: string;
}

/** How often it is read; a paused account is not, on purpose. */
type Source = Pick<NamedAccount, "pollIntervalMs"> & { isPaused: boolean };

/** How old a reading is, counted by the browser without any message. Read at `null` means never. */
export function useReadingAge(
  readAtOf: (ages: FleetAges) => EpochMs | null,
  { pollIntervalMs, isPaused }: Source,
): ReadingAge {
  const freshness = useAges((ages, now) => freshnessOf(readAtOf(ages), now, pollIntervalMs));
  const words = useAges((ages, now) => ageWords(freshness, now - (readAtOf(ages) ?? now), isPaused));
  return { freshness, words };
}

function ageWords(freshness: Freshness, ageMs: number, isPaused: boolean): string {
  const age = formatAge(ageMs);
  if (isPaused && freshness !== "unknown") return `paused ${age}`;
  return { fresh: age, late: `late ${age}`, stale: `STALE ${age}`, unknown: "never read" }[freshness];
}
