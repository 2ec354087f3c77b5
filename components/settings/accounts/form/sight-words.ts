import type { SettingsTestResult } from "@/lib/contract/accounts";
import { formatShortRate } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";

/** "23 clusters, $822.40/h"; "no clusters"; a rate that is unknown is not called zero. */
export function sightWords({ clusters, usdMicrosPerHour }: NonNullable<SettingsTestResult["sees"]>): string {
  if (clusters === 0) return "no clusters";
  const rate = usdMicrosPerHour === null ? "rate unknown" : formatShortRate(usdMicrosPerHour);
  return `${formatCounted(clusters, "cluster")}, ${rate}`;
}
