"use client";

import { SEVERITY_MARKS } from "@/components/status/alerts/severity-marks";
import { useOperatorTools } from "@/components/status/source/operator-tools";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";
import { AlertTimes } from "../alert-times";
import { AlertTitle } from "../alert-title";
import { SilenceButton } from "../silences/silence-button";
import { DeliveryList } from "./delivery-list";
import type { Cause } from "./open-alerts";
import { SubjectLink } from "./subject-link";

/** An alert that fires, with all that is known of it and what it holds back. */
export function CauseCard({ cause: { alert, held } }: { cause: Cause }) {
  const { severity, detail, usdMicrosSoFar, silencedBy } = alert;
  const isOperator = useOperatorTools() !== null;
  return (
    <li
      data-mark={SEVERITY_MARKS[severity]}
      className="rounded-lg border border-line border-l-3 border-l-mark bg-panel px-3.5 py-3"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-64">
          <h3 className="font-semibold">
            <AlertTitle alert={alert} />
          </h3>
          {detail !== "" && <p className="mt-0.5 text-sm break-words text-muted">{detail}</p>}
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
            <AlertTimes alert={alert} />
            {usdMicrosSoFar !== null && <span>{formatAmount(usdMicrosSoFar)} so far</span>}
            <SubjectLink subject={alert.subject} />
            {silencedBy !== null && <span className="font-medium text-ink">silenced</span>}
          </p>
        </div>
        {isOperator && silencedBy === null && <SilenceButton alert={alert} />}
      </div>
      {alert.holds > 0 && <HeldBack count={alert.holds} held={held} />}
      <div className="mt-2">
        <DeliveryList deliveries={alert.deliveries} />
      </div>
    </li>
  );
}

/** The alerts that nobody is told of, because this one explains them. */
function HeldBack({ count, held }: { count: number; held: readonly ToldAlert[] }) {
  const words = `Holds back the alerts of ${formatCounted(count, "cluster or node", "clusters and nodes")}`;
  if (held.length === 0) return <p className="mt-2 text-sm text-muted">{words}</p>;
  return (
    <details className="mt-2 text-sm">
      <summary className="w-fit rounded text-muted hover:text-ink">{words}</summary>
      <ul className="mt-1.5 flex flex-col gap-1 border-line border-l-2 pl-3">
        {held.map((alert) => (
          <li key={alert.id}>
            <AlertTitle alert={alert} />
          </li>
        ))}
      </ul>
    </details>
  );
}
