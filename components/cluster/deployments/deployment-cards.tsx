import { clsx } from "clsx";
import { isOld } from "@/lib/domain/cluster/freshness";
import { DeploymentStatus } from "./deployment-status";
import type { DeploymentListProps } from "./deployment-table";
import { replicaGpuWords, replicaWords } from "./deployment-words";

/** The deployments on a phone. */
export function DeploymentCards({ deployments, freshness }: DeploymentListProps) {
  const isPast = isOld(freshness);
  return (
    <ul className="flex flex-col gap-2">
      {deployments.map((deployment) => (
        <li
          key={deployment.id}
          className={clsx(
            "flex flex-col gap-1 rounded-lg border border-line bg-panel px-3.5 py-2.5 text-sm",
            isPast && "hatched text-muted",
          )}
        >
          <span className="flex justify-between gap-3">
            <span className="min-w-0 font-medium break-words">{deployment.name}</span>
            <span className="whitespace-nowrap tabular-nums">{replicaWords(deployment)}</span>
          </span>
          <DeploymentStatus deployment={deployment} freshness={freshness} />
          <span className="text-xs text-muted">
            {[deployment.baseModel, replicaGpuWords(deployment), deployment.region].filter(Boolean).join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
