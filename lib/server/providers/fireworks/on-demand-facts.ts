import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { formatCount } from "@/lib/domain/text/format";
import { toFacts } from "@/lib/server/providers/to-facts";
import { enumOf, type WireDeployment } from "./wire";

export function onDemandFacts(deployment: WireDeployment): Fact[] {
  const isAtFireworks = !deployment.cluster;
  return toFacts([
    [
      "Kind",
      isAtFireworks
        ? "On-demand deployment on Fireworks' own GPUs"
        : "Deployment on a cluster that Fireworks does not list",
    ],
    [
      "Nodes",
      isAtFireworks
        ? "run at Fireworks, which does not list them"
        : "run in your AWS account; Fireworks does not list them",
    ],
    [
      "Billing",
      isAtFireworks ? "Billed by the GPU second, at a price that Fireworks' API does not tell" : "Billed by AWS",
    ],
    ["Description", deployment.description],
    ["Replicas allowed", replicaRange(deployment)],
    ["GPUs per replica", deployment.acceleratorCount],
    ["Precision", precisionWords(deployment)],
    ["Longest context (tokens)", deployment.maxContextLength ? formatCount(deployment.maxContextLength) : null],
  ]);
}

/** "1 to 4". proto3 leaves a zero out; without an upper bound, nothing is known. */
function replicaRange({ minReplicaCount, maxReplicaCount }: WireDeployment): string | null {
  if (!maxReplicaCount || minReplicaCount === null) return null;
  const least = minReplicaCount ?? 0;
  return least === maxReplicaCount ? formatCount(least) : `${formatCount(least)} to ${formatCount(maxReplicaCount)}`;
}

function precisionWords({ precision }: WireDeployment): string | null {
  return precision && enumOf(precision) !== "PRECISION_UNSPECIFIED" ? precision.replaceAll("_", " ") : null;
}
