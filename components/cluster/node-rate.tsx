import type { Node } from "@/lib/contract/cluster";
import { rateWords } from "./rate-words";

/** A node's price, under a heading that says so. */
export function NodeRate({ node: { rate } }: { node: Node }) {
  if (rate.usdMicrosPerHour !== null || rate.billing === "none") return rateWords(rate);
  return <span className="text-muted">not known</span>;
}
