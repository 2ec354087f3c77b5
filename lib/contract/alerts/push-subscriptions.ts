import { z } from "zod/mini";
import { isoTime } from "../primitives";

const BASE64URL = /^[A-Za-z0-9_-]+=*$/;
const encoded = z.string().check(z.maxLength(200), z.regex(BASE64URL, "must be base64url, as the browser gives it."));
const endpoint = z.string().check(z.maxLength(1_000));

/** `POST /api/push-subscriptions`: what the browser's `PushSubscription.toJSON()` gives. */
export const newPushSubscriptionSchema = z.object({
  endpoint,
  keys: z.object({ p256dh: encoded, auth: encoded }),
});
export type NewPushSubscription = z.infer<typeof newPushSubscriptionSchema>;

/** `DELETE /api/push-subscriptions` */
export const endedPushSubscriptionSchema = z.object({ endpoint });

export const pushSubscriptionSchema = z.object({ id: z.string(), createdAt: isoTime });

/** `GET /api/push-subscriptions`: the browsers of the person who asks. */
export const pushSubscriptionsSchema = z.object({
  /** With which a browser subscribes, so that nobody else can send to it. */
  publicKey: z.string(),
  /** Whether there is a channel that sends pushes. */
  isUsed: z.boolean(),
  subscriptions: z.array(pushSubscriptionSchema),
});
