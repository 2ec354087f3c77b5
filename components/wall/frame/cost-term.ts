import type { Costs } from "@/lib/contract/costs";
import { formatCount } from "@/lib/domain/text/format";

/** What a sum is called: "Today, 212 h unpriced, at 14:02". An hour is one of one cluster. */
export function costTerm(
  name: string,
  { unpricedClusterHours }: Pick<Costs["today"], "unpricedClusterHours">,
  asOf: string | null,
): string {
  const unpriced = unpricedClusterHours > 0 ? `${formatCount(Math.ceil(unpricedClusterHours))} h unpriced` : null;
  return [name, unpriced, asOf && `at ${asOf}`].filter(Boolean).join(", ");
}
