import "server-only";
import type { ClusterReading, EpochMs } from "@/lib/domain/cluster";

/** One successful poll of a connection. */
export interface Poll {
  connectionId: string;
  provider: string;
  /** When the provider answered. */
  at: EpochMs;
  /** `false` when the list may be missing clusters: nothing is then concluded from absence. */
  complete: boolean;
  pollIntervalMs: number;
  /** What the provider has now, with the rates that the configuration adds. */
  clusters: readonly ClusterReading[];
  /** Provider's ids of clusters that the caller already knows to be gone. */
  gone: readonly string[];
}

/** `already-recorded`: the ledger holds a reading of this connection at least as late, so this poll changed nothing. */
export type RecordOutcome = "recorded" | "already-recorded";
