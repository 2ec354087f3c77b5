import { zoneTime } from "@/components/charts/zone-time";
import { amountRemark, amountWords, formatShare } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";

/** The range that the charts show: its days and zone, its sum, and how sure that is. */
export function RangeSummary({ costs }: { costs: Costs }) {
  const { from, to, timeZone, totalUsdMicros, errorUsdMicros, unpricedClusterHours, observedShare, history } = costs;
  const amount = { usdMicros: totalUsdMicros, errorUsdMicros, unpricedClusterHours };
  const remarks = [
    observedShare < 1 ? `Watched ${formatShare(observedShare)} of the time.` : "Watched all the time.",
    history.since !== null &&
      history.since > from &&
      `History starts ${zoneTime(Date.parse(history.since), timeZone, "minute")}: nothing before it is counted.`,
  ].filter((remark) => remark !== false);
  return (
    <section aria-label="Range" className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <p>
        <span className="text-lg font-semibold tracking-tight">{amountWords(amount)}</span>{" "}
        <span className="text-muted">
          {amountRemark(amount)}, {zoneTime(Date.parse(from), timeZone, "minute")} –{" "}
          {zoneTime(Date.parse(to), timeZone, "minute")}, {timeZone}
        </span>
      </p>
      <p className="text-sm text-muted">{remarks.join(" ")}</p>
    </section>
  );
}
