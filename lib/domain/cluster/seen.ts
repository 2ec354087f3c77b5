import type { EpochMs } from "../time/epoch";

/**
 * Whether a cluster was part of its account's last successful poll, or was read after it: then it is as old as that poll, and every
 * further poll that changes nothing makes it newer. A cluster that the poll missed keeps its own time.
 */
export function isReadWithAccount(observedAt: EpochMs, lastSuccessAt: EpochMs | null): boolean {
  return lastSuccessAt !== null && observedAt >= lastSuccessAt;
}
