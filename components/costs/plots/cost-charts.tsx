"use client";

import type { ChartSeries } from "@/components/charts/chart-series";
import type { Costs } from "@/lib/contract/costs";
import { CumulativeChart } from "./cumulative-chart";
import { RateChart } from "./rate-chart";
import type { SpendBar } from "./spend-bars";
import { SpendChart } from "./spend-chart";

export interface CostChartsProps {
  costs: Costs;
  series: readonly ChartSeries[];
  bars: readonly SpendBar[];
}

/** Everything that needs recharts; loaded after the page. */
export function CostCharts({ costs, series, bars }: CostChartsProps) {
  return (
    <div className="flex flex-col gap-4">
      <Panel>
        <RateChart costs={costs} series={series} />
      </Panel>
      <div className="grid gap-4 xl:grid-cols-2">
        <Panel>
          <SpendChart costs={costs} series={series} bars={bars} />
        </Panel>
        <Panel>
          <CumulativeChart costs={costs} bars={bars} />
        </Panel>
      </div>
    </div>
  );
}

function Panel({ children }: { children: React.ReactNode }) {
  return <div className="min-w-0 rounded-lg border border-line bg-panel p-3 sm:p-4">{children}</div>;
}
