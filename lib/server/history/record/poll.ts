import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ReadingMoment } from "@/lib/domain/time/clock-jump";

/** One successful poll of an account, and when the provider answered. */
export interface Poll extends ReadingMoment {
  accountId: string;
  provider: string;
  /** `false` when the list may be missing clusters: nothing is then concluded from absence. */
  complete: boolean;
  pollIntervalMs: number;
  /** What the provider has now, with the rates that the configuration adds. */
  clusters: readonly ClusterReading[];
  /** Provider's ids of clusters that the caller already knows to be gone. */
  gone: readonly string[];
}

/**
 * `already-recorded`: this very poll is in the ledger, so it changed nothing. `recorded-after-jump`: the clock was set since the
 * poll before, so that the time around it is doubtful.
 */
export type RecordOutcome = "recorded" | "recorded-after-jump" | "already-recorded";
