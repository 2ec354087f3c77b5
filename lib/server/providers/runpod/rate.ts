import "server-only";
import {
  monthlyPricePerHour,
  parseUsdPerHour,
  sumRates,
  type UsdMicrosPerHour,
  usdMicrosPerHour,
} from "@/lib/domain/money/cost";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import { stateOf } from "./state";
import type { WirePod } from "./wire";

/** RunPod's list price of a stopped pod's volume. The container's own disk costs nothing then. */
const STOPPED_VOLUME_USD_PER_GB_MONTH = "0.20";
const HOURS_PER_MONTH = 730;

const EXTRAS_NOTE = "RunPod bills volumes, and the network between a cluster's pods, on top of this price";
const ZERO_NOTE = "RunPod reports a price of 0 for a pod that runs, which is taken for unknown";
const VOLUME_NOTE = "Computed from RunPod's list price for the volume of a stopped pod";
const NETWORK_VOLUME_NOTE = "RunPod bills its network volume by itself, whether or not the pod runs";
const NO_VOLUME_NOTE = "RunPod bills what a stopped pod stores, and does not say how much that is";

/** What a pod costs now. A price of 0 is how RunPod leaves one out, so it is never taken for free. */
export function podRate(pod: WirePod): Rate {
  const { status, billing } = stateOf(pod.status);
  if (billing === "none") return { usdMicrosPerHour: usdMicrosPerHour(0), source: "reported", billing, note: null };
  const price = parseUsdPerHour(pod.cost) || null;
  if (price !== null)
    return { usdMicrosPerHour: price, source: "reported", billing, note: status === "running" ? EXTRAS_NOTE : null };
  if (status === "stopped") return stoppedRate(pod, billing);
  return { usdMicrosPerHour: null, source: "none", billing, note: status === "running" ? ZERO_NOTE : null };
}

/** What it stores is charged while it is stopped, although RunPod then reports a price of 0. */
function stoppedRate({ mounts }: WirePod, billing: Billing): Rate {
  const price = monthlyPricePerHour(STOPPED_VOLUME_USD_PER_GB_MONTH, mounts?.persistent?.size || null, HOURS_PER_MONTH);
  if (price !== null) return { usdMicrosPerHour: price, source: "computed", billing, note: VOLUME_NOTE };
  const note = (mounts?.network ?? []).length > 0 ? NETWORK_VOLUME_NOTE : NO_VOLUME_NOTE;
  return { usdMicrosPerHour: null, source: "none", billing, note };
}

/** What a cluster's pods cost together. A sum that lacks a pod's price says so: it is less than the truth. */
export function clusterRate(all: readonly Rate[]): Rate {
  const rates = all.filter(({ billing }) => billing !== "none");
  const [only] = rates;
  if (only === undefined)
    return { usdMicrosPerHour: usdMicrosPerHour(0), source: "summed", billing: "none", note: null };
  const prices = rates.map(({ usdMicrosPerHour: price }) => price);
  const sum = sumRates(prices);
  return {
    usdMicrosPerHour: sum,
    source: sum === null ? "none" : rates.every(({ source }) => source === "computed") ? "computed" : "summed",
    billing: billingOf(rates),
    note: partialNote(prices) ?? (rates.every(({ note }) => note === only.note) ? only.note : null),
  };
}

function billingOf(rates: readonly Rate[]): Billing {
  const billings = new Set(rates.map(({ billing }) => billing));
  const [only = "unknown"] = billings;
  if (billings.size === 1) return only;
  return billings.has("full") ? "full" : "unknown";
}

function partialNote(prices: readonly (UsdMicrosPerHour | null)[]): string | null {
  const known = prices.filter((price) => price !== null).length;
  if (known === 0 || known === prices.length) return null;
  return `The price of ${known} of ${formatCounted(prices.length, "pod")}: the others state none`;
}
