"use client";

import { useState } from "react";
import { Swatch } from "@/components/charts/chart-labels";
import type { ChartSeries } from "@/components/charts/chart-series";
import { GROUPING_WORDS } from "@/components/charts/grouping-words";
import { isUnpriced } from "@/components/costs/costs-words";
import { amountWords, formatShare } from "@/components/status/amount-words";
import { Button } from "@/components/ui/button";
import type { Costs } from "@/lib/contract/costs";
import { formatShortAmount } from "@/lib/domain/money/format-usd";
import { formatCount } from "@/lib/domain/text/format";
import type { CostsQuery } from "@/lib/queries/costs-query";
import { differenceRemark, seriesDifference, totalDifference } from "./difference-words";
import { NotKnown } from "./not-known";
import { SeriesName } from "./series-name";
import { TablePanel } from "./table-panel";

const SHOWN_AT_FIRST = 12;
/** This few more rows are not worth a button. */
const FEW = 3;

interface BreakdownTableProps {
  costs: Costs;
  series: readonly ChartSeries[];
  groupBy: CostsQuery["groupBy"];
}

/** Every series of the range with its total, in its colour from the charts. */
export function BreakdownTable({ costs, series, groupBy }: BreakdownTableProps) {
  const [showsAll, setShowsAll] = useState(false);
  const colors = new Map(series.map(({ key, color }) => [key, color]));
  const rows =
    showsAll || costs.series.length <= SHOWN_AT_FIRST + FEW ? costs.series : costs.series.slice(0, SHOWN_AT_FIRST);
  const { noun, title } = GROUPING_WORDS[groupBy];
  const hasBudgets = costs.series.some(({ budget }) => budget !== undefined);
  const whole = costs.totalUsdMicros || 1;
  return (
    <TablePanel title={title} rowCount={rows.length + 2}>
      <table className="w-full text-sm">
        <caption className="caption-bottom border-line border-t px-3 py-2 text-left text-xs text-muted">
          {differenceRemark(costs)}
        </caption>
        <thead className="text-xs text-muted">
          <tr className="border-line border-b *:px-3 *:py-1.5 *:font-medium">
            <th scope="col" className="text-left">
              {noun}
            </th>
            <th scope="col" className="text-right">
              Spent
            </th>
            <th scope="col" className="text-right">
              Difference
            </th>
            <th scope="col" className="text-right">
              Share
            </th>
            {hasBudgets && (
              <th scope="col" className="text-right">
                Budget used
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => {
            const { key, label, totalUsdMicros, budget } = row;
            return (
              <tr key={key} className="*:px-3 *:py-1.5">
                <th scope="row" className="text-left font-normal">
                  <span className="flex items-center gap-2">
                    <Swatch color={colors.get(key) ?? "var(--series-others)"} />
                    <span className="min-w-0 break-words">
                      <SeriesName series={row} label={label} />
                    </span>
                  </span>
                </th>
                <td className="text-right whitespace-nowrap">{amountWords({ ...costs, usdMicros: totalUsdMicros })}</td>
                <td className="text-right whitespace-nowrap">{seriesDifference(row, costs) ?? <NotKnown />}</td>
                <td className="text-right whitespace-nowrap text-muted">
                  {isUnpriced({ totalUsdMicros }, costs) ? "–" : formatShare(totalUsdMicros / whole)}
                </td>
                {hasBudgets && (
                  <td className="text-right whitespace-nowrap text-muted">
                    {budget ? `${formatShare(budget.usedShare)} of ${formatShortAmount(budget.usdMicros)}` : "–"}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr className="border-line-strong border-t font-semibold *:px-3 *:py-2">
            <th scope="row" className="text-left">
              Total
            </th>
            <td className="text-right">{amountWords({ ...costs, usdMicros: costs.totalUsdMicros })}</td>
            <td className="text-right whitespace-nowrap">{totalDifference(costs) ?? <NotKnown />}</td>
            <td />
            {hasBudgets && <td />}
          </tr>
        </tfoot>
      </table>
      {rows.length < costs.series.length && (
        <div className="border-line border-t p-2">
          <Button variant="ghost" onClick={() => setShowsAll(true)}>
            Show all {formatCount(costs.series.length)}
          </Button>
        </div>
      )}
    </TablePanel>
  );
}
