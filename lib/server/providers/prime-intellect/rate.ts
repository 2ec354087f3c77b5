import "server-only";
import { parseUsdPerHour, sumRates, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { type Billing, type Rate, UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import { statusOf } from "./status";
import type { WireMachine } from "./wire";

type Priced = Pick<WireMachine, "status" | "priceHr" | "stoppedPriceHr" | "provisioningPriceHr">;

/**
 * What a node, a pod or a cluster costs by its own prices. Which of the three applies is decided by the provider's own word, not by
 * our status: a machine whose software is still being installed is `ACTIVE`, and billed as such.
 */
export function reportedRate({ status: word, ...prices }: Priced): Rate {
  // What is billed has a price: 0 is one that was left out.
  const full = parseUsdPerHour(prices.priceHr) || null;
  switch (statusOf(word)) {
    case "stopped":
      return charged(parseUsdPerHour(prices.stoppedPriceHr) ?? full, full);
    case "provisioning":
      return charged(parseUsdPerHour(prices.provisioningPriceHr) ?? full, full);
    case "terminated":
      return { usdMicrosPerHour: parseUsdPerHour(0), source: "reported", billing: "none", note: null };
    case "unknown":
      return { ...charged(full, full), billing: "unknown" };
    default:
      return charged(full, full);
  }
}

/** The price of spot machines, with what is not certain of it. */
export function spotRate(rate: Rate): Rate {
  if (rate.billing === "none") return rate;
  return { ...rate, note: [rate.note, "Spot: the price that is billed may differ"].filter(Boolean).join(". ") };
}

/** What a cluster without a price of its own costs: its nodes together. A sum that lacks a node's price says so. */
export function summedRate(rates: readonly Rate[]): Rate {
  const usdMicrosPerHour = sumRates(rates.map((rate) => rate.usdMicrosPerHour));
  if (usdMicrosPerHour === null) return UNKNOWN_RATE;
  const priced = rates.filter((rate) => rate.usdMicrosPerHour !== null).length;
  const note =
    priced < rates.length
      ? `The price of ${priced} of ${formatCounted(rates.length, "node")}: the others state none`
      : null;
  return { usdMicrosPerHour, source: "summed", billing: commonBilling(rates), note };
}

function charged(rate: UsdMicrosPerHour | null, full: UsdMicrosPerHour | null): Rate {
  if (rate === null) return UNKNOWN_RATE;
  const billing = rate === 0 ? "none" : full !== null && rate < full ? "reduced" : "full";
  return { usdMicrosPerHour: rate, source: "reported", billing, note: null };
}

function commonBilling(rates: readonly Rate[]): Billing {
  const billings = new Set(rates.map(({ billing }) => billing));
  const [only] = billings;
  if (only !== undefined && billings.size === 1) return only;
  return billings.has("unknown") ? "unknown" : "reduced";
}
