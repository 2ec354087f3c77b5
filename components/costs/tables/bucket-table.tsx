"use client";

import { Swatch } from "@/components/charts/chart-labels";
import type { ChartSeries } from "@/components/charts/chart-series";
import { bucketName, zoneTime } from "@/components/charts/zone-time";
import { isUnpriced } from "@/components/costs/costs-words";
import { formatShare } from "@/components/status/amount-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { DownloadLink } from "@/components/ui/download-link";
import type { Costs } from "@/lib/contract/costs";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { type CostsQuery, costsExportPath } from "@/lib/queries/costs-query";
import type { SpendBar } from "../plots/spend-bars";
import { isUnwatched } from "../plots/spend-bars";
import { NotKnown } from "./not-known";
import { SeriesName } from "./series-name";
import { TablePanel } from "./table-panel";

interface BucketTableProps {
  costs: Costs;
  series: readonly ChartSeries[];
  bars: readonly SpendBar[];
  query: CostsQuery;
}

const TITLES = { hour: "Hour by hour", day: "Day by day", month: "Month by month" };

/** The figures behind the bars, newest first. */
export function BucketTable({ costs, series, bars, query }: BucketTableProps) {
  const { bucket, timeZone } = costs;
  const { isGuest } = useFleetSource();
  return (
    <TablePanel
      title={`${TITLES[bucket]}, ${timeZone}`}
      actions={!isGuest && <Downloads query={query} />}
      rowCount={bars.length}
    >
      <table className="w-full text-sm whitespace-nowrap">
        <thead className="sticky top-0 bg-panel text-xs text-muted">
          <tr className="*:border-line *:border-b *:px-3 *:py-1.5 *:font-medium">
            <th scope="col" className="text-left">
              Begin
            </th>
            <th scope="col" className="text-right">
              Total
            </th>
            {series.length > 1 &&
              series.map(({ key, label, color }) => (
                <th key={key} scope="col" className="text-right">
                  <span className="inline-flex items-center gap-1.5">
                    <Swatch color={color} />
                    <SeriesName series={costs.series.find((one) => one.key === key)} label={label} />
                  </span>
                </th>
              ))}
            <th scope="col" className="text-right">
              Watched
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {bars.toReversed().map((bar, fromEnd) => (
            <tr key={bar.from} className="*:px-3 *:py-1.5">
              <th scope="row" className="text-left font-normal">
                {bucketName(bar.from, bucket, timeZone)}
                {bar.isRunning && <span className="text-muted">, until {zoneTime(bar.to, timeZone, "hour")}</span>}
              </th>
              <td className="text-right font-medium">{isUnwatched(bar) ? <NotKnown /> : formatAmount(bar.total)}</td>
              {series.length > 1 &&
                series.map((one) => (
                  <td key={one.key} className="text-right">
                    <SeriesAmount series={one} bucket={bars.length - 1 - fromEnd} costs={costs} />
                  </td>
                ))}
              <td className={bar.observedShare < 1 ? "hatched text-right" : "text-right text-muted"}>
                {formatShare(bar.observedShare)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TablePanel>
  );
}

function SeriesAmount({ series, bucket, costs }: { series: ChartSeries; bucket: number; costs: Costs }) {
  const spent = series.spent[bucket];
  const observedShare = series.observedShares[bucket];
  if (spent === undefined || observedShare === undefined || isUnpriced(series, costs)) return <NotKnown />;
  return isUnwatched({ observedShare, total: spent }) ? <NotKnown /> : formatAmount(spent);
}

const FILES = [
  { format: "csv", label: "CSV", title: "One row for each cluster and bucket" },
  { format: "focus", label: "FOCUS 1.2", title: "One row for each cluster, hour and rate, for FinOps tools" },
] as const;

function Downloads({ query }: { query: CostsQuery }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {FILES.map(({ format, label, title }) => (
        <DownloadLink key={format} href={costsExportPath(format, query)} title={title}>
          {label}
        </DownloadLink>
      ))}
    </div>
  );
}
