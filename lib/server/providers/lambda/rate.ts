import "server-only";
import { centsPerHour, sumRates, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import { stateOf } from "./state";
import type { WireInstance } from "./wire";

const FREE_NOTE = "Lambda's API does not say so, but charges for an instance end with it";
const BOOTING_NOTE = "The price once it runs. From when on Lambda charges it is not documented";

/** The price is that of the whole instance, whatever it has of GPUs. */
export function instanceRate({ status, instance_type }: WireInstance): Rate {
  const { status: state, billing } = stateOf(status);
  if (billing === "none")
    return { usdMicrosPerHour: usdMicrosPerHour(0), source: "reported", billing, note: FREE_NOTE };
  const price = centsPerHour(instance_type?.price_cents_per_hour) || null;
  const note = state === "provisioning" && price !== null ? BOOTING_NOTE : null;
  return { usdMicrosPerHour: price, source: price === null ? "none" : "reported", billing, note };
}

/** What the instances of a cluster cost together. A sum that lacks a price says so: it is less than the truth. */
export function clusterRate(all: readonly Rate[]): Rate {
  const [only, ...others] = all;
  if (only && others.length === 0) return only;
  const rates = all.filter(({ billing }) => billing !== "none");
  const [first] = rates;
  if (first === undefined)
    return { usdMicrosPerHour: usdMicrosPerHour(0), source: "summed", billing: "none", note: only?.note ?? null };
  const sum = sumRates(rates.map(({ usdMicrosPerHour: price }) => price));
  const priced = rates.filter(({ usdMicrosPerHour: price }) => price !== null).length;
  const partial =
    sum === null || priced === rates.length
      ? null
      : `The price of ${priced} of ${formatCounted(rates.length, "instance")}: the others state none`;
  const shared = rates.every(({ note }) => note === first.note) ? first.note : null;
  return {
    usdMicrosPerHour: sum,
    source: sum === null ? "none" : "summed",
    billing: billingOf(rates),
    note: partial ?? shared,
  };
}

function billingOf(rates: readonly Rate[]): Billing {
  const billings = new Set(rates.map(({ billing }) => billing));
  const [only = "unknown"] = billings;
  if (billings.size === 1) return only;
  return billings.has("full") ? "full" : "unknown";
}
