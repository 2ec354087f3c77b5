import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ReadingMoment } from "@/lib/domain/time/clock-jump";
import type { Term } from "../../coordination/leases";

/** The term in which something is written; left out where no other server can write. */
export type WritingTerm = Pick<Term, "lease" | "epoch">;

/** One successful poll of an account, and when the provider answered. */
export interface Poll extends ReadingMoment {
  accountId: string;
  provider: string;
  /** `false` if the list may be missing clusters, so that nothing is concluded from absence. */
  complete: boolean;
  pollIntervalMs: number;
  /** What the provider has now, including rates from the configuration. */
  clusters: readonly ClusterReading[];
  /** Provider ids of clusters that the caller knows to be gone already. */
  gone: readonly string[];
}

/**
 * `already-recorded`: this poll was in the ledger already, so it changed nothing. `recorded-after-jump`: the clock was
 * changed since the previous poll, so the time around it is doubtful.
 */
export type RecordOutcome = "recorded" | "recorded-after-jump" | "already-recorded";
