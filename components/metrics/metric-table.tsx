import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { zoneTime } from "@/components/charts/zone-time";
import type { Metrics } from "@/lib/contract/metrics";
import type { MetricsWindow } from "@/lib/domain/cluster/metrics";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { metricTableRows } from "./metric-table-rows";
import { formatRange } from "./metric-words";

interface MetricTableProps {
  series: Metrics["series"];
  span: TimeWindow;
  window: MetricsWindow;
}

/** The charts as figures: the range of each line in each stretch of time. */
export function MetricTable({ series, span, window }: MetricTableProps) {
  const timeZone = useOwnTimeZone();
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Metrics: table"
      className="max-h-[34rem] overflow-auto rounded-lg border border-line bg-panel"
    >
      <table className="w-full text-sm whitespace-nowrap">
        <caption className="sr-only">The lowest and highest value from each time until the next, {timeZone}</caption>
        <thead className="sticky top-0 bg-panel text-xs text-muted">
          <tr className="*:border-line *:border-b *:px-3 *:py-1.5 *:font-medium">
            <th scope="col" className="sticky left-0 bg-panel text-left">
              From, {timeZone}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="text-right">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {metricTableRows(series, span, window).map(({ from, extremes }) => (
            <tr key={from} className="*:px-3 *:py-1.5">
              <th scope="row" className="sticky left-0 bg-panel text-left font-normal">
                {zoneTime(from, timeZone, "minute")}
              </th>
              {series.map(({ key, unit }, line) => {
                const far = extremes[line];
                return (
                  <td key={key} className={far ? "text-right" : "hatched text-right text-muted"}>
                    {far ? formatRange(far.lowest, far.highest, unit) : "no data"}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
