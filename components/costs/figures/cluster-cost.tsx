"use client";

import { useQuery } from "@tanstack/react-query";
import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import { contextOf } from "@/components/costs/costs-words";
import { amountWords } from "@/components/status/amount-words";
import { amountRemark } from "@/components/status/money-words";
import { rateWords } from "@/components/status/rate-words";
import { useCostsSource } from "@/components/status/source/costs-source";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { rateRemarks } from "@/components/status/spend/rate-remarks";
import { Link } from "@/components/ui/link/link";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { Amount } from "@/lib/contract/amount";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Costs } from "@/lib/contract/costs";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { formatDuration } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { problemText } from "@/lib/queries/request";
import { CostNotices } from "./cost-notices";
import { Figure } from "./figure";
import { providerRemark } from "./provider-remark";

/** What a cluster costs and has cost by our count, next to its provider's own figure. */
export function ClusterCost({ cluster }: { cluster: ClusterDetail }) {
  const costsQuery = useCostsSource();
  const { costsHref } = useFleetSource();
  const query = {
    from: null,
    to: null,
    bucket: "month",
    groupBy: "none",
    timeZone: null,
    clusterId: cluster.id,
  } as const;
  const { data: costs, error } = useQuery(costsQuery(query));
  const since = costs?.history.since ?? null;
  return (
    <Section
      id="cost"
      title={
        <>Cost {costs && <span className="font-normal text-muted">days and months in {costs.billingTimeZone}</span>}</>
      }
      actions={
        <Link href={`${costsHref}?groupBy=cluster`} className="text-sm text-accent hover:underline">
          All costs
        </Link>
      }
    >
      {!costs && !error && <Skeleton className="h-24 w-full rounded-lg" />}
      {!costs && error && <p className="text-sm text-muted">{problemText(error)}</p>}
      {costs && <CostNotices costs={costs} error={error} />}
      {costs && since === null && (
        <p className="text-sm text-muted">There is no history of this cluster yet. It starts with its next reading.</p>
      )}
      {costs && since !== null && (
        <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line min-[24rem]:grid-cols-2 min-[24rem]:*:odd:last:col-span-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none lg:*:odd:last:col-span-1">
          <Figure
            label="Rate"
            value={rateWords(cluster.rate)}
            remark={rateRemarks(cluster.rate, cluster.account.providerLabel).join(" · ")}
          />
          <Figure label="Today" {...counted(costs.today, cluster, costs)} />
          <Figure label="This month" {...counted(costs.month, cluster, costs)} />
          <Figure
            label={sinceWords(watchedFrom(since, cluster.createdAt), costs)}
            {...counted({ ...costs, usdMicros: costs.totalUsdMicros }, cluster, costs, true)}
          />
          {costs.providerFigure && (
            <Figure
              label={`${cluster.account.providerLabel}'s own figure`}
              value={formatAmount(costs.providerFigure.usdMicros)}
              remark={providerRemark(costs.providerFigure, costs.billingTimeZone)}
            />
          )}
        </dl>
      )}
    </Section>
  );
}

/** A sum in words. Running at an unknown price never counts as free, even before any time has been counted. */
function counted(amount: Amount, { rate, createdAt }: ClusterDetail, costs: Costs, isSinceFirstReading = false) {
  const isUnpriced = rate.usdMicrosPerHour === null && rate.billing !== "none";
  if (isUnpriced && amount.usdMicros === 0 && amount.unpricedClusterHours === 0) {
    return { value: "Not known", remark: "nothing counted yet" };
  }
  const remark = amountRemark(amount, contextOf(costs, costs.billingTimeZone));
  const isCut = amount.watchedFrom !== null || isSinceFirstReading;
  return { value: amountWords(amount), remark: [remark, ...(isCut ? olderWords(createdAt, costs) : [])].join("; ") };
}

/** How long a cluster had existed, at a cost that is not known, before it was first read. */
function olderWords(createdAt: string | null, { history: { since } }: Costs): string[] {
  const ms = createdAt === null || since === null ? 0 : Date.parse(since) - Date.parse(createdAt);
  return ms > 0 ? [`it had existed for ${formatDuration(ms)} by then, which is not counted`] : [];
}

/** A cluster created later has been watched since its creation, not since its account was first read. */
function watchedFrom(since: string, createdAt: string | null): number {
  return Math.max(Date.parse(since), createdAt === null ? 0 : Date.parse(createdAt));
}

function sinceWords(at: EpochMs, { generatedAt, billingTimeZone: timeZone }: Costs): string {
  return `Since ${zoneTime(at, timeZone, minuteStyle([at, Date.parse(generatedAt)], timeZone))}`;
}
