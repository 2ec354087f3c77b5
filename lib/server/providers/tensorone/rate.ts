import "server-only";
import type { ClusterStatus } from "@/lib/domain/cluster/cluster";
import { parseUsdPerHour, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import { currencyOf } from "./cost-facts";
import type { WireCluster } from "./wire";

const UNIT_NOTE = "TensorOne does not state the unit of this figure; taken as US dollars per hour";

export function rateOf({ cost }: WireCluster, status: ClusterStatus): Rate {
  const isUsd = (currencyOf(cost?.currency) ?? "USD") === "USD";
  const usdMicrosPerHour = isUsd ? parseUsdPerHour(cost?.current_hourly_rate) : null;
  const billing = billingOf(status, usdMicrosPerHour);
  if (usdMicrosPerHour === null) return { usdMicrosPerHour, source: "none", billing, note: null };
  return { usdMicrosPerHour, source: "reported", billing, note: UNIT_NOTE };
}

/** A stopped cluster is free only if TensorOne reports 0: what a reported rate then covers is not documented. */
function billingOf(status: ClusterStatus, rate: UsdMicrosPerHour | null): Billing {
  if (status === "provisioning" || status === "running" || status === "stopping") return "full";
  return status === "stopped" && rate === 0 ? "none" : "unknown";
}
