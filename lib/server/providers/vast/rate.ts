import "server-only";
import { isMoreThan, monthlyPricePerHour, parseUsdPerHour, sumRates, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatRate } from "@/lib/domain/money/format-usd";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import { joinValues } from "@/lib/server/providers/join-values";
import type { State } from "./state";
import type { WireInstance } from "./wire";

/** The documents divide by 30 days of 24 hours: see the README. */
const HOURS_PER_MONTH = 720;

const UNCLEAR: Partial<Record<State["status"], string>> = {
  provisioning: "Vast.ai does not say whether an instance that loads is charged",
  error: "Vast.ai does not say whether the GPUs of an instance that has exited are charged",
};

/** What an instance costs in its state. A price of 0 is none. */
export function instanceRate(instance: WireInstance, { status, billing }: State): Rate {
  if (billing === "none") {
    const note = "Vast.ai charges nothing while the host is offline";
    return { usdMicrosPerHour: usdMicrosPerHour(0), source: "reported", billing, note };
  }
  if (billing === "reduced") return diskRate(instance);
  const price = parseUsdPerHour(instance.dph_total) || null;
  const note = billing === "unknown" ? (UNCLEAR[status] ?? null) : discountNote(instance);
  return { usdMicrosPerHour: price, source: price === null ? "none" : "reported", billing, note };
}

function diskRate({ storage_cost, disk_space, instance }: WireInstance): Rate {
  const computed = monthlyPricePerHour(storage_cost, disk_space, HOURS_PER_MONTH) || null;
  const price = computed ?? (parseUsdPerHour(instance?.diskHour) || null);
  const source = computed !== null ? "computed" : price === null ? "none" : "reported";
  return { usdMicrosPerHour: price, source, billing: "reduced", note: "Only the disk is charged while it is stopped" };
}

function discountNote({ instance }: WireInstance): string | null {
  const [listed, discounted] = [instance?.totalHour, instance?.discountedTotalPerHour].map(parseUsdPerHour);
  if (!listed || !discounted || !isMoreThan(listed, discounted)) return null;
  return `Vast.ai also names ${formatRate(discounted)} after discounts, and does not say which of the two is charged`;
}

/** What the instances of a cluster cost together. A sum that lacks a price says so: it is less than the truth. */
export function clusterRate(rates: readonly Rate[]): Rate {
  const [only] = rates;
  if (only !== undefined && rates.length === 1) return only;
  const prices = rates.map(({ usdMicrosPerHour: price }) => price);
  const sum = sumRates(prices);
  const priced = prices.filter((price) => price !== null).length;
  const partial = `The price of ${priced} of ${formatCounted(rates.length, "instance")}: the others state none`;
  return {
    usdMicrosPerHour: sum,
    source: sum === null ? "none" : "summed",
    billing: joinedBilling(new Set(rates.map(({ billing }) => billing))),
    note: joinValues([...rates.map(({ note }) => note), sum !== null && priced < rates.length ? partial : null]),
  };
}

/** What is charged at most, unless that is not known of one. */
function joinedBilling(billings: ReadonlySet<Billing>): Billing {
  const order = ["unknown", "full", "reduced", "none"] as const;
  return order.find((billing) => billings.has(billing)) ?? "unknown";
}
