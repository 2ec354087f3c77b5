import type { EpochMs } from "./epoch";

export function isoTime(time: EpochMs): string {
  return new Date(time).toISOString();
}

export function nullableIsoTime(time: EpochMs | null): string | null {
  return time === null ? null : isoTime(time);
}
