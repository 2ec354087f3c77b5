import "server-only";
import type { Install } from "@/lib/domain/cluster/cluster";
import { formatDuration, formatDurationRange } from "@/lib/domain/text/format";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { WireInstance } from "./wire";

/** An estimate never claims the end: only the provider can say "active". */
const MAX_PERCENT = 95;

interface BootTime {
  elapsedMs: number;
  minMs: number;
  maxMs: number;
}

/**
 * The probable progress of a booting instance: the time since it was created, compared with the middle of the usual
 * boot time.
 */
export function bootProgress(instance: WireInstance, now: EpochMs): Install {
  const status = instance.status_details ?? instance.status ?? "booting";
  const boot = bootTimeOf(instance, now);
  if (boot === null) return { status, progressPercent: null, failure: null };
  const progressPercent = Math.min(MAX_PERCENT, Math.round((boot.elapsedMs / middleMs(boot)) * 100));
  return { status, progressPercent, failure: null, estimate: bootWords(boot) };
}

/**
 * The estimate for a cluster: that of the node that will probably take longest. `null` if no node is known to be
 * booting.
 */
export function slowestBoot(instances: readonly WireInstance[], now: EpochMs): string | null {
  const boots = instances.flatMap((instance) => bootTimeOf(instance, now) ?? []);
  const slowest = boots.toSorted((one, other) => leftMs(other) - leftMs(one))[0];
  return slowest === undefined ? null : bootWords(slowest);
}

/** "about 4 min left, usually 5–9 min" */
function bootWords(boot: BootTime): string {
  const usual = `usually ${formatDurationRange(boot.minMs, boot.maxMs)}`;
  if (boot.elapsedMs > boot.maxMs) return `longer than usual: ${formatDuration(boot.elapsedMs)} so far, ${usual}`;
  const left = leftMs(boot);
  if (left < MINUTE_MS) return `less than a minute left, ${usual}`;
  return `about ${formatDuration(Math.round(left / MINUTE_MS) * MINUTE_MS)} left, ${usual}`;
}

function bootTimeOf(instance: WireInstance, now: EpochMs): BootTime | null {
  const createdAt = parseTimestamp(instance.created_at);
  const minSeconds = instance.boot_time?.min_boot_in_sec ?? null;
  const maxSeconds = instance.boot_time?.max_boot_in_sec ?? minSeconds;
  if (createdAt === null || createdAt > now || !maxSeconds) return null;
  const minMs = Math.min(minSeconds ?? maxSeconds, maxSeconds) * 1_000;
  return { elapsedMs: now - createdAt, minMs, maxMs: maxSeconds * 1_000 };
}

function middleMs({ minMs, maxMs }: BootTime): number {
  return (minMs + maxMs) / 2;
}

function leftMs(boot: BootTime): number {
  return middleMs(boot) - boot.elapsedMs;
}
