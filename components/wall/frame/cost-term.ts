import type { Costs } from "@/lib/contract/costs";
import { formatCount } from "@/lib/domain/text/format";

/** The label of a sum: "Today, 212 h unpriced, at 14:02". Hours are cluster hours. */
export function costTerm(
  name: string,
  { unpricedClusterHours }: Pick<Costs["today"], "unpricedClusterHours">,
  asOf: string | null,
): string {
  const unpriced = unpricedClusterHours > 0 ? `${formatCount(Math.ceil(unpricedClusterHours))} h unpriced` : null;
  return [name, unpriced, asOf && `at ${asOf}`].filter(Boolean).join(", ");
}
