import { queryOptions } from "@tanstack/react-query";
import type { NewPushSubscription } from "@/lib/contract/alerts/push-subscriptions";
import { pushSubscriptionShape, pushSubscriptionsShape } from "@/lib/contract/shapes/alerts/push-subscriptions";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { requestJson } from "../request";
import { ALERTS_KEY } from "./firing-alerts-query";

const PATH = "/api/push-subscriptions";

/** The key with which a browser subscribes, and which of the person's browsers have. */
export const pushSubscriptionsQuery = queryOptions({
  queryKey: [...ALERTS_KEY, "push"],
  queryFn: ({ signal }) => requestJson(PATH, pushSubscriptionsShape, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export async function startPushes(subscription: NewPushSubscription): Promise<void> {
  await requestJson(PATH, pushSubscriptionShape, { method: "POST", body: subscription });
}

export async function endPushes(endpoint: string): Promise<void> {
  await requestJson(PATH, doneShape, { method: "DELETE", body: { endpoint } });
}
