import { gpuWords, nodeWords, noticeWords } from "@/components/status/cluster-words";
import type { Reading } from "@/components/status/live-cluster";
import { rateWords } from "@/components/status/rate-words";
import type { Cluster } from "@/lib/contract/fleet";
import { isOld } from "@/lib/domain/cluster/freshness";
import { MICROS_PER_USD } from "@/lib/domain/money/cost";
import { formatRate, formatWholeUsd } from "@/lib/domain/money/format-usd";

/** Ways to write a rate, most exact first, all with "/h": beside each other, "$43/h" and "$0.69" would look like two kinds; `null` if there is no figure. */
export function rateFigures({ usdMicrosPerHour, billing }: Cluster["rate"]): string[] | null {
  if (usdMicrosPerHour === null || (billing === "none" && usdMicrosPerHour === 0)) return null;
  const exact = formatRate(usdMicrosPerHour);
  return usdMicrosPerHour < 10 * MICROS_PER_USD ? [exact] : [exact, `${formatWholeUsd(usdMicrosPerHour)}/h`];
}

/** What to show if there is no figure: "Billed by AWS", "Price not known". */
export function rateRemark(rate: Cluster["rate"]): string {
  return rate.note ?? rateWords(rate);
}

/** Why a cluster is in its state; for one that is well, what it has. An old reading is in the past tense. */
export function noteWords(reading: Reading): string {
  const { cluster, freshness } = reading;
  const notice = noticeWords(reading);
  const nodes = nodeWords(cluster);
  if (notice !== null) return notice;
  if (!isOld(freshness)) return [nodes, gpuWords(cluster)].filter(Boolean).join(" · ");
  return nodes === null ? "" : `was ${nodes}`;
}

/** Whose machines these are, and where they are: "Shadeform · US, Houston, TX". */
export function machineWords({ region, provider }: Cluster, account: string | undefined): string {
  return [account ?? provider, region?.label].filter(Boolean).join(" · ");
}
