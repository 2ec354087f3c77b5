import "server-only";
import type { ClusterStatus } from "@/lib/domain/cluster/cluster";
import { parseUsdPerHour, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import type { WireCluster } from "./wire";

/** As some write US dollars. */
const USD = new Set(["USD", "US$", "$"]);
const ZERO_NOTE = "TensorOne reports a price of 0 for a cluster that is not stopped, which is taken for unknown";
const UNIT_NOTE = "TensorOne does not state the unit of this figure; taken as US dollars per hour";

export function rateOf({ cost }: WireCluster, status: ClusterStatus): Rate {
  const isUsd = !cost?.currency || USD.has(cost.currency.toUpperCase());
  const usdMicrosPerHour = isUsd ? parseUsdPerHour(cost?.current_hourly_rate) : null;
  const billing = billingOf(status, usdMicrosPerHour);
  if (usdMicrosPerHour === null) return { usdMicrosPerHour, source: "none", billing, note: null };
  if (usdMicrosPerHour === 0 && billing !== "none") {
    return { usdMicrosPerHour: null, source: "none", billing, note: ZERO_NOTE };
  }
  return { usdMicrosPerHour, source: "reported", billing, note: UNIT_NOTE };
}

/** A stopped cluster is free only if TensorOne reports 0: what a reported rate then covers is not documented. */
function billingOf(status: ClusterStatus, rate: UsdMicrosPerHour | null): Billing {
  if (status === "provisioning" || status === "running" || status === "stopping") return "full";
  return status === "stopped" && rate === 0 ? "none" : "unknown";
}
