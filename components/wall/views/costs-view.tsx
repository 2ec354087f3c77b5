"use client";

import { useMemo } from "react";
import { chartSeries } from "@/components/charts/chart-series";
import { zoneTime } from "@/components/charts/zone-time";
import { formatShare } from "@/components/status/amount-words";
import type { Costs } from "@/lib/contract/costs";
import { formatRoundUsd } from "@/lib/domain/money/format-usd";
import { isFullyWatched } from "@/lib/domain/time/coverage";
import { problemText } from "@/lib/queries/request";
import { costTerm } from "../frame/cost-term";
import { shortAmount } from "../frame/short-amount";
import { WallFigure } from "../frame/wall-figure";
import { WallMessage } from "../frame/wall-message";
import { firstThatFits } from "../tiles/shorten-middle";
import type { Area } from "../tiles/tile-grid";
import { LABEL } from "../tiles/tile-type";
import { useWallMeasure } from "../wall-context";
import { nothingLately } from "./nothing-lately";
import { RateStepsChart } from "./rate-steps-chart";
import type { WallCosts } from "./use-wall-costs";

interface CostsViewProps {
  costs: WallCosts;
  area: Area;
  timeZone: string;
}

const FIGURES_HEIGHT = 10.5;
const REMARK_HEIGHT = 4.5;
/** Smaller areas only have room for the chart; the band shows today and the month. */
const FIGURES_FROM: Area = { width: 120, height: 45 };

/** What is spent: the rate over the last 24 hours, and the month's forecast. */
export function CostsView({ costs: { costs, asOf, reason, error }, area, timeZone }: CostsViewProps) {
  if (costs?.history.since) {
    const nothing = nothingLately(costs);
    if (nothing !== null) return <NothingDrawn {...nothing} asOf={asOf} height={area.height} />;
    return <CostsPicture costs={costs} asOf={asOf} reason={reason} area={area} timeZone={timeZone} />;
  }
  if (costs) return <WallMessage mark="stopped" title="Nothing has been read yet" height={area.height} />;
  if (!error) return <WallMessage mark="working" title="Adding up the costs" height={area.height} />;
  return (
    <WallMessage mark="unknown" title="The costs cannot be shown" height={area.height}>
      {problemText(error)}
    </WallMessage>
  );
}

interface NothingDrawnProps {
  isUnpriced: boolean;
  words: string;
  asOf: string | null;
  height: number;
}

function NothingDrawn({ isUnpriced, words, asOf, height }: NothingDrawnProps) {
  const title = isUnpriced ? "No price is known" : "No costs in the last 24 hours";
  return (
    <WallMessage
      mark={isUnpriced ? "unknown" : "stopped"}
      title={asOf === null ? title : `${title}, at ${asOf}`}
      height={height}
    >
      {words}
    </WallMessage>
  );
}

interface CostsPictureProps extends Pick<WallCosts, "asOf" | "reason"> {
  costs: Costs;
  area: Area;
  timeZone: string;
}

function CostsPicture({ costs, asOf, reason, area, timeZone }: CostsPictureProps) {
  const { widthOf } = useWallMeasure();
  const series = useMemo(() => chartSeries(costs, "provider"), [costs]);
  const fits = (text: string) => widthOf(text, "bold") * LABEL <= area.width;
  const hasFigures = area.width >= FIGURES_FROM.width && area.height >= FIGURES_FROM.height;
  const remark =
    asOf === null ? null : firstThatFits([`${reason}: these figures are from ${asOf}`, `As of ${asOf}`], fits);
  const height = area.height - (hasFigures ? FIGURES_HEIGHT : 0) - (remark === null ? 0 : REMARK_HEIGHT);
  return (
    <section aria-label="Costs" className="flex h-full flex-col">
      {remark !== null && <p className="h-4.5 type-3 font-semibold whitespace-nowrap">{remark}</p>}
      {hasFigures && <MonthLead costs={costs} asOf={asOf} />}
      <div className="min-h-0 grow">
        <RateStepsChart costs={costs} series={series} area={{ ...area, height }} timeZone={timeZone} />
      </div>
    </section>
  );
}

/** The forecast for the month. */
function MonthLead({ costs, asOf }: { costs: Costs; asOf: string | null }) {
  const { month, budget, forecastMonthUsdMicros, billingTimeZone } = costs;
  const wasRead = asOf !== null;
  const isForecastKnown = forecastMonthUsdMicros > 0 || month.unpricedClusterHours === 0;
  // How much of the month was watched is said in the band.
  const unpriced = { ...month, observedShare: 1, laterAccounts: [] };
  const isWholeMonth = isFullyWatched(month);
  const since =
    month.watchedFrom === null ? "" : `, since ${zoneTime(Date.parse(month.watchedFrom), billingTimeZone, "day")}`;
  return (
    <dl className="flex h-10.5 justify-between gap-4">
      <WallFigure term="Rate, $ per hour">{wasRead ? `24 hours to ${asOf}` : "Last 24 hours"}</WallFigure>
      {budget && (
        <WallFigure term={`Budget of ${formatRoundUsd(budget.usdMicros)}${since}`} wasRead={wasRead}>
          {formatShare(budget.usedShare)} used
        </WallFigure>
      )}
      {isForecastKnown && (
        <WallFigure
          term={costTerm(`By the month’s end, ${isWholeMonth ? "at this rate" : "as far as is known"}`, unpriced, null)}
          wasRead={wasRead}
        >
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
