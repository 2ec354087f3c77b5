"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@/components/ui/link/link";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/lib/domain/text/format";
import { openAlertsQuery } from "@/lib/queries/alerts/alerts-query";
import { problemText } from "@/lib/queries/request";
import { AlertTitle } from "../alert-title";
import { alertsOf, FIRING } from "../firing/open-alerts";

const MAX_SHOWN = 5;

/** The worst few of what fires now, and the way to all of it. */
export function BellList() {
  const { data, error } = useInfiniteQuery(openAlertsQuery(FIRING));
  const alerts = alertsOf(data);
  return (
    <>
      {alerts === null && error === null && <Skeleton className="h-16" />}
      {error !== null && <p className="pb-2 text-muted">{problemText(error)}</p>}
      {alerts?.length === 0 && <p className="pb-2 text-muted">Nothing is firing.</p>}
      <ul className="flex flex-col gap-2 pb-2">
        {alerts?.slice(0, MAX_SHOWN).map((alert) => (
          <li key={alert.id}>
            <AlertTitle alert={alert}>
              {alert.silencedBy !== null && <span className="text-muted"> (silenced)</span>}
            </AlertTitle>
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
