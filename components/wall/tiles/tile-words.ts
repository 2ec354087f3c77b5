import { gpuWords, nodeWords, reasonWords } from "@/components/status/cluster-words";
import type { Reading } from "@/components/status/live-cluster";
import { formatWholeUsd } from "@/components/status/money-words";
import { rateWords } from "@/components/status/rate-words";
import type { Cluster } from "@/lib/contract/fleet";
import type { UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatRate, formatUsd } from "@/lib/domain/text/format";
import { isOld } from "../views/wall-problems";

const USD = 1_000_000;

/** A rate in ways to write it, the most exact first; `null` where there is no figure. */
export function rateFigures({ usdMicrosPerHour, billing }: Cluster["rate"]): string[] | null {
  if (usdMicrosPerHour === null || (billing === "none" && usdMicrosPerHour === 0)) return null;
  const whole = formatWholeUsd(usdMicrosPerHour);
  return usdMicrosPerHour < 10 * USD
    ? [formatRate(usdMicrosPerHour), formatUsd(usdMicrosPerHour)]
    : [formatRate(usdMicrosPerHour), `${whole}/h`, whole];
}

/** A rate of the whole fleet: from a thousand dollars on, without cents. */
export function fleetRate(usdMicrosPerHour: UsdMicrosPerHour): string {
  return usdMicrosPerHour < 1_000 * USD ? formatRate(usdMicrosPerHour) : `${formatWholeUsd(usdMicrosPerHour)}/h`;
}

/** What stands where there is no figure: "Billed by AWS", "Price not known". */
export function rateRemark(rate: Cluster["rate"]): string {
  return rate.note ?? rateWords(rate);
}

/** Why a cluster is as it is; of one that is well, what it has. An old reading in the past tense. */
export function noteWords({ cluster, freshness, mark }: Reading): string {
  const reason = reasonWords(cluster, mark);
  const nodes = nodeWords(cluster);
  if (!isOld(freshness)) return reason ?? [nodes, gpuWords(cluster)].filter(Boolean).join(" · ");
  if (reason !== null) return `Was: ${reason}`;
  return nodes === null ? "" : `was ${nodes}`;
}

/** Whose machines these are, and where: "Shadeform · US, Houston, TX". */
export function machineWords({ region, provider }: Cluster, account: string | undefined): string {
  return [account ?? provider, region?.label].filter(Boolean).join(" · ");
}
