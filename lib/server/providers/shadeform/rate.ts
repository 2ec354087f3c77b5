import "server-only";
import { centsPerHour, sumRates, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";

const OWN_CLOUD_NOTE = "Billed by your own cloud account, not by Shadeform";

interface Charge {
  billing: Billing;
  /** In the user's own linked cloud account, which then bills it instead of Shadeform. */
  ownCloud: boolean;
}

/** What a machine or a cluster costs by its own price, which is in whole US cents per hour; 0 is how the server leaves it out. */
export function reportedRate(hourlyPriceCents: number | null | undefined, charge: Charge): Rate {
  const price = centsPerHour(hourlyPriceCents) || null;
  return charged({ usdMicrosPerHour: price, source: price === null ? "none" : "reported", note: null }, charge);
}

/** What a cluster without a price of its own costs. A sum that lacks a node's price says so: it is less than the truth. */
export function summedRate(nodePrices: readonly (UsdMicrosPerHour | null)[], charge: Charge): Rate {
  const sum = sumRates(nodePrices);
  const priced = nodePrices.filter((price) => price !== null).length;
  const isPartial = sum !== null && priced < nodePrices.length;
  const note = isPartial
    ? `The price of ${priced} of ${formatCounted(nodePrices.length, "node")}: the others state none`
    : null;
  return charged({ usdMicrosPerHour: sum, source: sum === null ? "none" : "summed", note }, charge);
}

function charged(price: Omit<Rate, "billing">, { billing, ownCloud }: Charge): Rate {
  if (ownCloud) return { ...price, billing: "unknown", note: OWN_CLOUD_NOTE };
  if (billing !== "none") return { ...price, billing };
  return {
    usdMicrosPerHour: centsPerHour(0),
    source: "reported",
    billing,
    note: "Shadeform stops charging when deletion starts",
  };
}
