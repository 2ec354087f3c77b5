"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { NotUpdated } from "@/components/status/not-updated";
import { StatusMark } from "@/components/status/status-mark";
import { NextPage } from "@/components/ui/next-page";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { openAlertsQuery } from "@/lib/queries/alerts/alerts-query";
import { problemText } from "@/lib/queries/request";
import { AlertTimes } from "../alert-times";
import { AlertTitle } from "../alert-title";
import { CauseCard } from "./cause-card";
import { alertsOf, causesOf, FIRING, PENDING, waitingOf } from "./open-alerts";

/** What fires now, worst first, each with what it holds back. */
export function FiringSection() {
  const firing = useInfiniteQuery(openAlertsQuery(FIRING));
  const pending = alertsOf(useInfiniteQuery(openAlertsQuery(PENDING)).data) ?? [];
  const alerts = alertsOf(firing.data);
  const { error, isFetching, refetch } = firing;
  const waiting = waitingOf(pending);
  return (
    <Section id="firing" title="Firing now">
      {alerts !== null && <NotUpdated error={error} />}
      {alerts === null && error === null && <Skeleton className="h-28" />}
      {alerts === null && error !== null && (
        <RetryCallout title="The alerts cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {alerts?.length === 0 && (
        <p className="flex items-center justify-center gap-2 rounded-lg border border-line border-dashed px-6 py-8 text-muted">
          <StatusMark mark="healthy" />
          Nothing is firing.
        </p>
      )}
      {alerts !== null && alerts.length > 0 && (
        <ul className="flex flex-col gap-2.5">
          {causesOf(alerts, pending).map((cause) => (
            <CauseCard key={cause.alert.id} cause={cause} />
          ))}
        </ul>
      )}
      <NextPage label="Show more" query={firing} />
      {alerts !== null && waiting.length > 0 && <Waiting alerts={waiting} />}
    </Section>
  );
}

/** What may fire soon: whatever is over before its time is never said. */
function Waiting({ alerts }: { alerts: readonly ToldAlert[] }) {
  return (
    <div className="mt-4 text-sm">
      <h3 className="font-medium">May fire soon</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {alerts.map((alert) => (
          <li key={alert.id} className="flex flex-wrap items-center gap-x-2 text-muted">
            <span className="min-w-0 text-ink">
              <AlertTitle alert={alert} />
            </span>
            <AlertTimes alert={alert} />
          </li>
        ))}
      </ul>
    </div>
  );
}
