// Written from lib/contract/alerts/push-subscriptions.ts by `npx vitest run lib/contract/shapes --update`.
import type { pushSubscriptionSchema, pushSubscriptionsSchema } from "../../alerts/push-subscriptions";
import { boolean, list, object, shapeOf, string, time } from "../shape";

export const pushSubscriptionShape = shapeOf<typeof pushSubscriptionSchema>(object({ id: string, createdAt: time }));

export const pushSubscriptionsShape = shapeOf<typeof pushSubscriptionsSchema>(
  object({ publicKey: string, isUsed: boolean, subscriptions: list(object({ id: string, createdAt: time })) }),
);
