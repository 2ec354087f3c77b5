"use client";

import { useMemo } from "react";
import { chartSeries } from "@/components/costs/chart-series";
import { formatAxisUsd, formatShare } from "@/components/costs/money-words";
import type { Costs } from "@/lib/contract/costs";
import { RequestError } from "@/lib/queries/request";
import { RateStepsChart } from "./rate-steps-chart";
import { shortAmount } from "./short-amount";
import type { Area } from "./tile-grid";
import { useWallCosts } from "./use-wall-costs";
import { WallFigure } from "./wall-figure";
import { WallMessage } from "./wall-message";

interface CostsViewProps {
  area: Area;
  timeZone: string;
}

const FIGURES_HEIGHT = 10.5;
/** Smaller areas have room for the chart alone: the band tells today and the month. */
const FIGURES_FROM: Area = { width: 120, height: 45 };

/** What is spent: the rate of the last 24 hours, and where the month leads. */
export function CostsView({ area, timeZone }: CostsViewProps) {
  const { data: costs, error } = useWallCosts(timeZone);
  if (costs?.history.since) return <CostsPicture costs={costs} area={area} timeZone={timeZone} />;
  if (costs) return <WallMessage mark="stopped" title="Nothing has been read yet" />;
  if (!error) return <WallMessage mark="working" title="Adding up the costs" />;
  return (
    <WallMessage mark="unknown" title="The costs cannot be shown">
      {error instanceof RequestError ? error.detail : "This page met an error of its own."}
    </WallMessage>
  );
}

function CostsPicture({ costs, area, timeZone }: CostsViewProps & { costs: Costs }) {
  const series = useMemo(() => chartSeries(costs, "provider"), [costs]);
  const hasFigures = area.width >= FIGURES_FROM.width && area.height >= FIGURES_FROM.height;
  const chart = hasFigures ? { ...area, height: area.height - FIGURES_HEIGHT } : area;
  return (
    <section aria-label="Costs" className="flex h-full flex-col">
      {hasFigures && <MonthLead costs={costs} />}
      <div className="min-h-0 grow">
        <RateStepsChart costs={costs} series={series} area={chart} timeZone={timeZone} />
      </div>
    </section>
  );
}

/** Where the month leads, as things stand. */
function MonthLead({ costs: { month, budget, forecastMonthUsdMicros } }: { costs: Costs }) {
  const isForecastKnown = forecastMonthUsdMicros > 0 || month.unpricedClusterHours === 0;
  return (
    <dl className="flex h-10.5 justify-between gap-4">
      <WallFigure term="Rate, $ per hour">Last 24 hours</WallFigure>
      {budget && (
        <WallFigure term={`Budget of ${formatAxisUsd(budget.usdMicros)}`}>
          {formatShare(budget.usedShare)} used
        </WallFigure>
      )}
      {isForecastKnown && (
        <WallFigure term="By the month’s end, at this rate">
          {shortAmount({ ...month, usdMicros: forecastMonthUsdMicros })}
          {budget && <BudgetWords isOver={forecastMonthUsdMicros > budget.usdMicros} />}
        </WallFigure>
      )}
    </dl>
  );
}

function BudgetWords({ isOver }: { isOver: boolean }) {
  return (
    <span className={isOver ? "type-3 text-degraded" : "type-3 font-normal text-muted"}>
      {isOver ? " ▲ over budget" : " within budget"}
    </span>
  );
}
