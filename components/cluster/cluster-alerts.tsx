"use client";

import { useFiringAlerts } from "@/components/status/alerts/firing-alerts";
import { SeverityMark } from "@/components/status/alerts/severity-mark";
import { SEVERITY_MARKS } from "@/components/status/alerts/severity-marks";
import { Link } from "@/components/ui/link/link";
import { Time } from "@/components/ui/time";
import { ruleName } from "@/lib/domain/alerts/rule-name";

/** What fires about a cluster and its nodes; renders nothing while nothing does, and for guests. */
export function ClusterAlerts({ clusterId }: { clusterId: string }) {
  const alerts = useFiringAlerts().byCluster.get(clusterId)?.alerts ?? [];
  const [worst] = alerts;
  if (worst === undefined) return null;
  return (
    <section
      aria-label="Alerts"
      data-mark={SEVERITY_MARKS[worst.severity]}
      className="flex flex-wrap items-center gap-x-5 gap-y-1 border-mark border-l-2 pl-4"
    >
      {alerts.map(({ id, rule, severity, firingSince, isSilenced }) => (
        <p key={id} className="flex flex-wrap items-center gap-x-2">
          <SeverityMark severity={severity} />
          <span className="font-semibold">Alert: {ruleName(rule)}</span>
          <span className="text-muted">
            since <Time at={Date.parse(firingSince)} />
            {isSilenced && ", silenced"}
          </span>
        </p>
      ))}
      <Link href="/alerts" className="rounded text-muted underline underline-offset-2 hover:text-ink">
        All alerts
      </Link>
    </section>
  );
}
