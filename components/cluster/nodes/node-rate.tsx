import { rateWords } from "@/components/status/rate-words";
import type { Node } from "@/lib/contract/cluster";

/** A node's price, below a heading that says what it is. */
export function NodeRate({ node: { rate } }: { node: Node }) {
  if (rate.usdMicrosPerHour !== null || rate.billing === "none") return rateWords(rate);
  return <span className="text-muted">unknown</span>;
}
