"use client";

import { sharedPhrase } from "@/components/status/cluster-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Link } from "@/components/ui/link/link";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { formatCounted } from "@/lib/domain/text/format";

/** Which clusters of other accounts are the same machines, with the way to each. */
export function SharedMachines({ sharedWith }: { sharedWith: NonNullable<ClusterDetail["sharedWith"]> }) {
  const { clusterHref } = useFleetSource();
  return (
    <ul className="flex flex-col gap-1 text-sm text-muted">
      {sharedWith.map((shared) => (
        <li key={shared.clusterId}>
          <Link
            href={clusterHref(shared.clusterId)}
            className="text-ink underline underline-offset-2 first-letter:uppercase"
          >
            {sharedPhrase(shared)}
          </Link>
          {` · the same ${shared.nodes > 1 ? formatCounted(shared.nodes, "machine") : "machine"}, counted once`}
        </li>
      ))}
    </ul>
  );
}
