import "server-only";
import type { ExactCost, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";

/**
 * What a group of clusters had cost by a moment, and its rate at that time. A group without a sample had cost nothing
 * yet.
 */
export interface CostSample {
  at: EpochMs;
  accountId: string;
  provider: string;
  gpuModel: string | null;
  /** `null` if a sample covers all clusters of an account and GPU model together. */
  clusterId: string | null;
  clusterName: string | null;
  accrued: ExactCost;
  /** From known prices only. */
  usdMicrosPerHour: UsdMicrosPerHour;
  /** The number of clusters billed at an unknown price. */
  unpricedClusters: number;
  /** How long clusters had been billed at an unknown price by then, summed over them. */
  unpricedMs: number;
}
