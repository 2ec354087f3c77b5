"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { Rule } from "@/lib/contract/alerts/alert-rules";
import { formatCounted, formatDuration } from "@/lib/domain/text/format";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { rulePreviewQuery } from "@/lib/queries/alerts/rules-query";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { problemText } from "@/lib/queries/request";
import { AlertTimes } from "../alert-times";
import { AlertTitle } from "../alert-title";

const DAYS_MS = 7 * DAY_MS;
const MAX_SHOWN = 10;

interface RulePreviewProps {
  rule: Rule;
  /** Whether somebody is changing it: the past is judged by what is stored. */
  hasUnsaved: boolean;
}

/** What a rule would have done in the last seven days, as it is stored now and as if it had been on. */
export function RulePreview({ rule, hasUnsaved }: RulePreviewProps) {
  const [from] = useState(() => new Date(serverClock.now() - DAYS_MS).toISOString());
  const { data, error } = useQuery(rulePreviewQuery(rule.rule, from));
  if (error !== null) return <p className="text-down">{problemText(error)}</p>;
  if (data === undefined) return <Skeleton className="h-10" />;
  const { alerts, more, messages, cannotTell } = data;
  const fired = alerts.length + more;
  if (messages === null) return <p className="rounded-md bg-raised px-3 py-2.5 text-muted">{cannotTell}</p>;
  // The history may have begun later than was asked for.
  const toldMs = Date.parse(data.to) - Date.parse(data.from);
  const within = `in the last ${toldMs < DAYS_MS - HOUR_MS ? formatDuration(toldMs) : "7 days"}`;
  return (
    <div className="rounded-md bg-raised px-3 py-2.5">
      <p role="status" className="font-medium">
        {alerts.length === 0
          ? `It would have said nothing ${within}.`
          : `It would have fired ${formatCounted(fired, "time")} ${within}: ${formatCounted(messages, "message")} on a channel that takes all.`}
        {hasUnsaved && " By the stored settings: save first to see what yours do."}
      </p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {alerts.slice(0, MAX_SHOWN).map((alert) => (
          <li key={alert.id} className="flex flex-wrap items-center gap-x-2">
            <AlertTitle alert={alert} />
            <span className="text-muted">
              <AlertTimes alert={alert} />
            </span>
          </li>
        ))}
      </ul>
      {fired > MAX_SHOWN && <p className="mt-1 text-muted">and {formatCounted(fired - MAX_SHOWN, "more alert")}</p>}
    </div>
  );
}
