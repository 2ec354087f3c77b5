import { clsx } from "clsx";
import type { Deployment } from "@/lib/contract/cluster";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import { DeploymentStatus } from "./deployment-status";
import { replicaGpuWords, replicaWords } from "./deployment-words";

export interface DeploymentListProps {
  deployments: readonly Deployment[];
  freshness: Freshness;
}

const COLUMNS = [
  { label: "Deployment", className: "" },
  { label: "Status", className: "w-56" },
  { label: "Replicas", className: "w-30 text-right" },
  { label: "GPUs", className: "hidden w-44 lg:table-cell" },
  { label: "Region", className: "hidden w-36 lg:table-cell" },
] as const;
const CELL = "px-3 py-2 align-top first:pl-4 last:pr-4";

export function DeploymentTable({ deployments, freshness }: DeploymentListProps) {
  const isPast = isOld(freshness);
  return (
    <div className={clsx("rounded-lg border border-line bg-panel", isPast && "hatched text-muted")}>
      <table className="w-full table-fixed text-sm" aria-labelledby="deployments">
        <thead>
          <tr className="border-line border-b text-left text-xs text-muted">
            {COLUMNS.map(({ label, className }) => (
              <th key={label} scope="col" className={clsx("px-3 py-1.5 font-medium first:pl-4 last:pr-4", className)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deployments.map((deployment) => (
            <tr key={deployment.id} className="border-line border-b last:border-0">
              <th scope="row" className={clsx(CELL, "text-left font-normal")}>
                <span className="font-medium break-words">{deployment.name}</span>
                {deployment.baseModel !== null && (
                  <span className="block text-xs break-words text-muted">{deployment.baseModel}</span>
                )}
                <span className="block text-xs text-muted lg:hidden">
                  {[replicaGpuWords(deployment), deployment.region].filter(Boolean).join(" · ")}
                </span>
              </th>
              <td className={CELL}>
                <DeploymentStatus deployment={deployment} freshness={freshness} />
              </td>
              <td className={clsx(CELL, "text-right")}>{replicaWords(deployment)}</td>
              <td className={clsx(CELL, "hidden lg:table-cell")}>{replicaGpuWords(deployment) ?? <NotKnown />}</td>
              <td className={clsx(CELL, "hidden lg:table-cell")}>{deployment.region ?? <NotKnown />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NotKnown() {
  return <span className="text-muted">unknown</span>;
}
