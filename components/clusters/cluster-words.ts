import type { Cluster } from "@/lib/contract/fleet";
import { formatCount } from "@/lib/domain/format";

/** "H100 SXM × 8", "H100 SXM", "8 GPUs"; `null` when neither is known. */
export function gpuWords({ gpuModel, gpuCount }: Pick<Cluster, "gpuModel" | "gpuCount">): string | null {
  if (gpuCount === 0) return "no GPUs";
  if (gpuModel === null) return gpuCount === null ? null : `${formatCount(gpuCount)} GPUs`;
  return gpuCount === null ? gpuModel : `${gpuModel} × ${formatCount(gpuCount)}`;
}

/** "6 of 8 nodes ok"; where the health of some is not known, that is said instead of counting them as bad. */
export function nodeWords({ nodes: { total, healthy, unhealthy, unknown } }: Cluster): string | null {
  if (total === 0) return null;
  const noun = total === 1 ? "node" : "nodes";
  if (unknown === total) return `${formatCount(total)} ${noun}`;
  if (unknown > 0 && unhealthy === 0) return `${healthy} of ${total} ${noun} ok, ${unknown} unknown`;
  return `${formatCount(healthy)} of ${formatCount(total)} ${noun} ok`;
}

/** Why a cluster is as it is, in one line; `null` when nothing is to be said. */
export function reasonWords({ healthReasons, statusDetail }: Cluster): string | null {
  const reasons = statusDetail === null ? healthReasons : [...healthReasons, statusDetail];
  return reasons.length === 0 ? null : reasons.join(" · ");
}
