import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AlertsQuery } from "@/lib/contract/alerts/alerts";
import { alertsShape } from "@/lib/contract/shapes/alerts/alerts";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { VISIBLE_POLL_MS } from "../page-poll-interval";
import { requestJson } from "../request";
import { ALERTS_KEY } from "./firing-alerts-query";

const HISTORY_POLL_MS = 15_000;

/** Alerts, page by page, asked for as long as they are on screen. */
export function alertsQuery(asked: Omit<AlertsQuery, "before">) {
  return infiniteQueryOptions({
    queryKey: [...ALERTS_KEY, "list", asked],
    queryFn: ({ pageParam, signal }) =>
      requestJson(`/api/alerts?${searchOf({ ...asked, before: pageParam ?? undefined })}`, alertsShape, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
    refetchInterval: asked.state === "resolved" ? HISTORY_POLL_MS : VISIBLE_POLL_MS,
    refetchIntervalInBackground: false,
  });
}

/** Sends a message again that could not be delivered. */
export async function retryDelivery(deliveryId: string): Promise<void> {
  await requestJson(`/api/deliveries/${encodeURIComponent(deliveryId)}/retry`, doneShape, { method: "POST", body: {} });
}

function searchOf(values: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
