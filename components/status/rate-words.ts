import type { Cluster } from "@/lib/contract/fleet";
import { formatRate } from "@/lib/domain/money/format-usd";

type Rate = Cluster["rate"];

/** "$19.92/h", or words if there is no figure. An unknown price is never shown as a number. */
export function rateWords({ usdMicrosPerHour, billing }: Rate): string {
  if (billing === "none" && !usdMicrosPerHour) return "Not billed";
  return usdMicrosPerHour === null ? "Price not known" : formatRate(usdMicrosPerHour);
}
