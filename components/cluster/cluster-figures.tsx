"use client";

import { clsx } from "clsx";
import { rateWords } from "@/components/status/rate-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { rateRemarks } from "@/components/status/spend/rate-remarks";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Health } from "@/lib/domain/cluster/cluster";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import { isAtRest } from "@/lib/domain/cluster/health";
import { formatCount, formatCounted } from "@/lib/domain/text/format";

interface ClusterFiguresProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

/** What the cluster costs, how much of it works, what it is and where it is; in the past tense once the reading is old. */
export function ClusterFigures({ cluster, freshness }: ClusterFiguresProps) {
  const { rate, account, region, cloud, gpuCount, gpuModel } = cluster;
  const { showsCosts } = useFleetSource();
  const isPast = isOld(freshness);
  return (
    <dl
      className={clsx(
        "grid gap-px overflow-hidden rounded-lg border border-line bg-line",
        showsCosts ? "min-[24rem]:grid-cols-2 lg:grid-cols-4" : "sm:grid-cols-3",
      )}
    >
      {showsCosts && (
        <Figure
          label="Rate"
          value={rateWords(rate)}
          remarks={rateRemarks(rate, account.providerLabel)}
          isPast={isPast}
        />
      )}
      <Figure label="Health" {...healthFigure(cluster, isPast)} isPast={isPast} />
      <Figure
        label="GPUs"
        value={gpuCount === null ? "Not known" : formatCount(gpuCount)}
        remarks={gpuModel === null ? [] : [gpuModel]}
        isPast={isPast}
      />
      <Figure
        label="Region"
        value={region?.label ?? "Not known"}
        remarks={cloud === null ? [] : [`on ${cloud}`]}
        isPast={isPast}
      />
    </dl>
  );
}

const HEALTH_WORDS: Record<Health, string> = {
  healthy: "Healthy",
  degraded: "Degraded",
  unhealthy: "Unhealthy",
  unknown: "Not known",
};

function healthFigure(
  { status, health, nodes }: ClusterDetail,
  isPast: boolean,
): Pick<FigureProps, "value" | "remarks"> {
  if (isAtRest(status))
    return { value: "Not checked", remarks: [status === "stopped" ? "it is stopped" : "it has ended"] };
  const healthy = nodes.filter((node) => node.health === "healthy").length;
  return {
    value: isPast ? HEALTH_WORDS[health].toLowerCase() : HEALTH_WORDS[health],
    remarks: nodes.length === 0 ? [] : [`${formatCount(healthy)} of ${formatCounted(nodes.length, "node")} ok`],
  };
}

interface FigureProps {
  label: string;
  value: string;
  remarks: string[];
  isPast: boolean;
}

function Figure({ label, value, remarks, isPast }: FigureProps) {
  return (
    <div className={clsx("bg-panel px-4 py-3", isPast && "hatched")}>
      <dt className="text-xs text-muted">{label}</dt>
      <dd>
        <p className={clsx("text-lg leading-7 font-semibold break-words", isPast && "text-muted")}>
          {isPast && <span className="text-sm font-normal">was </span>}
          {value}
        </p>
        {remarks.length > 0 && <p className="text-xs text-muted">{remarks.join(" · ")}</p>}
      </dd>
    </div>
  );
}
