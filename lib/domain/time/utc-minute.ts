import type { EpochMs } from "./epoch";

/** "2026-12-01 09:00 UTC", for texts that are written on the server and read in any time zone. */
export function formatUtcMinute(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
