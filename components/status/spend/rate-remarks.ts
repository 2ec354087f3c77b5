import type { Cluster } from "@/lib/contract/fleet";

/** Where the figure comes from and what qualifies it, one phrase each: "reported by Shadeform", "at a reduced rate". */
export function rateRemarks(
  { usdMicrosPerHour, source, billing, note, foreign }: Cluster["rate"],
  providerLabel: string,
): string[] {
  const remarks: string[] = [];
  const isFigure = usdMicrosPerHour !== null && (billing !== "none" || usdMicrosPerHour > 0);
  if (isFigure) {
    if (source === "reported") remarks.push(`reported by ${providerLabel}`);
    if (source === "summed") remarks.push("sum of its nodes");
    if (source === "computed") remarks.push("computed from price lists");
    if (source === "configured") remarks.push("from your configuration");
    if (billing === "none") remarks.push("not billed in this status");
  }
  if (billing === "reduced") remarks.push("at a reduced rate in this status");
  if (billing === "unknown" && note === null) remarks.push("unknown whether this status is billed");
  if (foreign !== undefined) remarks.push(`${foreign.amount} ${foreign.currency} an hour, which is in no sum`);
  if (note !== null) remarks.push(note);
  return remarks;
}
