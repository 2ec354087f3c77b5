import { clsx } from "clsx";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo } from "react";
import { chartSeries } from "@/components/charts/chart-series";
import { nothingWords } from "@/components/charts/nothing-words";
import { patiently } from "@/components/ui/patiently";
import type { Costs } from "@/lib/contract/costs";
import type { CostsQuery } from "@/lib/queries/costs-query";
import { CostFigures } from "./figures/cost-figures";
import { CostHeadline } from "./figures/cost-headline";
import { CostNotices } from "./figures/cost-notices";
import { NoHistory } from "./figures/no-history";
import { RangeSummary } from "./figures/range-summary";
import { ChartsSkeleton } from "./plots/charts-skeleton";
import { spendBars } from "./plots/spend-bars";
import { BreakdownTable } from "./tables/breakdown-table";
import { BucketTable } from "./tables/bucket-table";

const CostCharts = dynamic(() => patiently(() => import("./plots/cost-charts").then(({ CostCharts }) => CostCharts)), {
  ssr: false,
  loading: ChartsSkeleton,
});

interface CostsViewProps {
  costs: Costs;
  query: CostsQuery;
  controls: ReactNode;
  /** From the last attempt; what was read before stays. */
  error: Error | null;
  /** Whether these are still the costs of the previous query. */
  isLoading: boolean;
}

export function CostsView({ costs, query, controls, error, isLoading }: CostsViewProps) {
  const series = useMemo(() => chartSeries(costs, query.groupBy), [costs, query.groupBy]);
  const bars = useMemo(() => spendBars(series, costs), [series, costs]);
  const nothing = nothingWords(costs);
  if (costs.history.since === null) return <NoHistory costs={costs} error={error} />;
  return (
    <div className="flex flex-col gap-5">
      <CostHeadline costs={costs} />
      <CostNotices costs={costs} error={error} />
      <CostFigures costs={costs} />
      {controls}
      <div aria-busy={isLoading} className={clsx("flex flex-col gap-5 transition-opacity", isLoading && "opacity-50")}>
        <RangeSummary costs={costs} />
        {nothing === null ? (
          <>
            <CostCharts costs={costs} series={series} bars={bars} />
            <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <BreakdownTable costs={costs} series={series} groupBy={query.groupBy} />
              <BucketTable costs={costs} series={series} bars={bars} query={query} />
            </div>
          </>
        ) : (
          <p className="rounded-lg border border-line border-dashed px-4 py-12 text-center text-balance text-muted">
            {nothing}
          </p>
        )}
      </div>
    </div>
  );
}
