import "server-only";
import {
  endedPushSubscriptionSchema,
  newPushSubscriptionSchema,
  pushSubscriptionSchema,
  pushSubscriptionsSchema,
} from "@/lib/contract/alerts/push-subscriptions";
import { doneSchema } from "@/lib/contract/sessions";
import { defineRoute } from "../../http/define-route";
import { endPushes, listPushes, startPushes } from "./push-calls";

export const listPushSubscriptions = defineRoute({
  method: "GET",
  path: "/api/push-subscriptions",
  audience: "viewer",
  summary: "Which of your browsers get pushes, and the key with which a browser subscribes",
  answer: pushSubscriptionsSchema,
  run: listPushes,
});

export const subscribeToPushes = defineRoute({
  method: "POST",
  path: "/api/push-subscriptions",
  audience: "viewer",
  summary: "Have this browser told of alerts by push",
  body: newPushSubscriptionSchema,
  status: 201,
  answer: pushSubscriptionSchema,
  run: startPushes,
});

export const unsubscribeFromPushes = defineRoute({
  method: "DELETE",
  path: "/api/push-subscriptions",
  audience: "viewer",
  summary: "Send this browser no more pushes",
  body: endedPushSubscriptionSchema,
  answer: doneSchema,
  run: endPushes,
});
