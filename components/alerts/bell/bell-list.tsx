"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SeverityMark } from "@/components/status/alerts/severity-mark";
import { Link } from "@/components/ui/link/link";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/lib/domain/text/format";
import { alertsQuery } from "@/lib/queries/alerts/alerts-query";
import { problemText } from "@/lib/queries/request";
import { alertsOf, FIRING } from "../firing/open-alerts";

const MAX_SHOWN = 5;

/** The worst few of what fires now, and the way to all of it. */
export function BellList() {
  const { data, error } = useInfiniteQuery(alertsQuery(FIRING));
  const alerts = alertsOf(data);
  return (
    <>
      {alerts === null && error === null && <Skeleton className="h-16" />}
      {error !== null && <p className="pb-2 text-muted">{problemText(error)}</p>}
      {alerts?.length === 0 && <p className="pb-2 text-muted">Nothing is firing.</p>}
      <ul className="flex flex-col gap-2 pb-2">
        {alerts?.slice(0, MAX_SHOWN).map(({ id, severity, title, silencedBy }) => (
          <li key={id} className="flex gap-2">
            <span className="pt-0.5">
              <SeverityMark severity={severity} size={14} />
            </span>
            <span className="min-w-0 break-words">
              <span className="sr-only">{severity}: </span>
              {title}
              {silencedBy !== null && <span className="text-muted"> (silenced)</span>}
            </span>
          </li>
        ))}
      </ul>
      <p className="border-line border-t pt-2">
        {alerts && alerts.length > MAX_SHOWN && (
          <span className="text-muted">and {formatCounted(alerts.length - MAX_SHOWN, "more alert")} · </span>
        )}
        <Link href="/alerts" className="rounded font-medium underline underline-offset-2">
          All alerts
        </Link>
      </p>
    </>
  );
}
