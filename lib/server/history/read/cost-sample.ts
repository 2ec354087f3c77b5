import "server-only";
import type { ExactCost, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** What a group of clusters had cost until a moment, and its rate then. A group without a sample had cost nothing yet. */
export interface CostSample {
  at: EpochMs;
  accountId: string;
  provider: string;
  gpuModel: string | null;
  /** `null` when samples are of all clusters of an account and GPU model together. */
  clusterId: string | null;
  clusterName: string | null;
  accrued: ExactCost;
  /** Of known prices. */
  usdMicrosPerHour: UsdMicrosPerHour;
  /** Clusters that are billed at a price that is not known. */
  unpricedClusters: number;
}
