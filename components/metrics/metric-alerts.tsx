import { Info } from "lucide-react";
import { StatusMark } from "@/components/status/status-mark";
import { Time } from "@/components/ui/time";
import type { Metrics } from "@/lib/contract/metrics";
import { ALERT_SEVERITIES, type AlertSeverity } from "@/lib/domain/cluster/metrics";

const SEVERITIES: Record<AlertSeverity, { word: string; mark: "down" | "degraded" | null }> = {
  critical: { word: "Critical", mark: "down" },
  warning: { word: "Warning", mark: "degraded" },
  info: { word: "Info", mark: null },
};

/** What the provider itself reports as wrong, worst first. */
export function MetricAlerts({ alerts, providerLabel }: Pick<Metrics, "alerts"> & { providerLabel: string }) {
  if (alerts.length === 0) return null;
  const rank = ({ severity }: Metrics["alerts"][0]) => ALERT_SEVERITIES.indexOf(severity);
  return (
    <ul
      aria-label={`Alerts from ${providerLabel}`}
      className="divide-y divide-line rounded-lg border border-line bg-panel text-sm"
    >
      {alerts
        .toSorted((one, other) => rank(one) - rank(other))
        .map(({ severity, title, since }) => {
          const { word, mark } = SEVERITIES[severity];
          return (
            <li
              key={`${severity} ${title} ${since}`}
              data-mark={mark ?? undefined}
              className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 px-3.5 py-2"
            >
              {mark === null ? (
                <Info size={16} aria-hidden className="shrink-0 text-muted" />
              ) : (
                <StatusMark mark={mark} />
              )}
              <span className={mark === null ? "text-muted" : "font-medium text-mark"}>{word}</span>
              <span className="min-w-0 grow basis-48 break-words">{title}</span>
              {since !== null && (
                <span className="text-muted">
                  since <Time at={Date.parse(since)} />
                </span>
              )}
            </li>
          );
        })}
    </ul>
  );
}
