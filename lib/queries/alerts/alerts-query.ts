import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Alerts, AlertsQuery } from "@/lib/contract/alerts/alerts";
import { alertsShape } from "@/lib/contract/shapes/alerts/alerts";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { VISIBLE_POLL_MS } from "../page-poll-interval";
import { requestJson } from "../request";
import { alertsTag } from "./alerts-tag";
import { ALERTS_KEY } from "./firing-alerts-query";

type Asked = Omit<AlertsQuery, "before">;

/** How soon what may have changed is asked for again: a search may cost the server a look at all that it has stored. */
const NEWS_POLL_MS = 15_000;
const QUIET_POLL_MS = MINUTE_MS;

/** Open alerts, page by page, asked for as long as they are on screen. */
export function openAlertsQuery(asked: Asked) {
  return infiniteQueryOptions({
    ...pagesOf(asked),
    refetchInterval: VISIBLE_POLL_MS,
    refetchIntervalInBackground: false,
  });
}

/** Alerts that are over, page by page into the past. These are asked for once: what has ended stays as it is (see `latestAlertsQuery`). */
export function pastAlertsQuery(asked: Asked) {
  return infiniteQueryOptions({
    ...pagesOf(asked),
    ...{ staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false },
    refetchInterval: ({ state: { error } }) => (error === null ? false : NEWS_POLL_MS),
    refetchIntervalInBackground: false,
  });
}

/**
 * The first page of the same, asked for again soon if other alerts fire than before, as `tag` tells, or while a message about one of
 * these is on its way.
 */
export function latestAlertsQuery(asked: Asked, tag: string | null) {
  return queryOptions({
    queryKey: [...keyOf(asked), "latest"],
    queryFn: async ({ signal }): Promise<LatestAlerts> => {
      const toldBefore = alertsTag();
      return { ...(await readPage(asked, null, signal)), tag: toldBefore };
    },
    staleTime: NEWS_POLL_MS,
    refetchInterval: ({ state: { data, error } }) =>
      error !== null || data?.tag !== tag || isOneBeingSent(data) ? NEWS_POLL_MS : QUIET_POLL_MS,
    ...{ refetchIntervalInBackground: false, refetchOnWindowFocus: true, refetchOnReconnect: true },
  });
}

interface LatestAlerts extends Alerts {
  /** What `alertsTag` was before they were asked for. */
  tag: string | null;
}

function pagesOf(asked: Asked) {
  return infiniteQueryOptions({
    queryKey: keyOf(asked),
    queryFn: ({ pageParam, signal }) => readPage(asked, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
  });
}

function keyOf(asked: Asked) {
  return [...ALERTS_KEY, "list", asked];
}

function readPage(asked: Asked, before: string | null, signal: AbortSignal): Promise<Alerts> {
  return requestJson(`/api/alerts?${searchOf({ ...asked, before: before ?? undefined })}`, alertsShape, { signal });
}

function isOneBeingSent({ alerts }: Alerts): boolean {
  return alerts.some(({ deliveries }) => deliveries.some(({ state }) => state === "waiting"));
}

/** Sends a message again that could not be delivered. */
export async function retryDelivery(deliveryId: string): Promise<void> {
  await requestJson(`/api/deliveries/${encodeURIComponent(deliveryId)}/retry`, doneShape, { method: "POST", body: {} });
}

function searchOf(values: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
