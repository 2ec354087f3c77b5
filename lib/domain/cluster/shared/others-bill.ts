import { sumRates } from "../../money/cost";
import type { Rate } from "../../money/rate";
import type { ClusterReading } from "../cluster";
import type { SharedMachines } from "./shared-machines";

/** What of a cluster is on another account's bill, and how people know that account. */
export type OthersBill = Pick<SharedMachines, "nodeIds" | "gpus" | "isWhole"> & { label: string };

/** The reading without the price of machines that another account pays for, which would otherwise be counted twice. */
export function withoutOthersBill(reading: ClusterReading, bills: readonly OthersBill[]): ClusterReading {
  if (bills.length === 0) return reading;
  const labels = [...new Set(bills.map(({ label }) => label))].join(" and ");
  const paid = new Set(bills.flatMap(({ nodeIds }) => nodeIds));
  const nodes = reading.nodes?.map((node) => (paid.has(node.id) ? { ...node, rate: paidBy(labels) } : node)) ?? null;
  const rest = nodes?.filter(({ id }) => !paid.has(id)) ?? [];
  const isWhole = bills.some((bill) => bill.isWhole) || (nodes !== null && nodes.length > 0 && rest.length === 0);
  if (isWhole) return { ...reading, nodes, rate: paidBy(labels) };
  const rates = rest.map(({ rate }) => rate.usdMicrosPerHour);
  const isKnown = rates.every((rate) => rate !== null);
  return {
    ...reading,
    nodes,
    rate: {
      usdMicrosPerHour: isKnown ? sumRates(rates) : null,
      source: isKnown ? "summed" : "none",
      billing: reading.rate.billing,
      note: `Partly billed through ${labels}`,
    },
  };
}

function paidBy(labels: string): Rate {
  return { usdMicrosPerHour: null, source: "none", billing: "none", note: `Billed through ${labels}` };
}
