import "server-only";
import type { z } from "zod/mini";
import type {
  endedPushSubscriptionSchema,
  NewPushSubscription,
  pushSubscriptionSchema,
  pushSubscriptionsSchema,
} from "@/lib/contract/alerts/push-subscriptions";
import type { Done } from "@/lib/contract/sessions";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { subscriptionProblem } from "../../alerts/push/push-endpoint";
import { noteAuth } from "../../http/auth-call";
import type { PersonInput } from "../../http/define-route";
import { badRequest, notFound } from "../../refusal";
import { matchRanges } from "../../security/trusted-proxies";

export async function listPushes({
  application,
  person,
}: PersonInput): Promise<z.input<typeof pushSubscriptionsSchema>> {
  const { publicKey, subscriptions } = application.push;
  const channels = application.alerting.configuration.channels.list();
  // Those of the demo send nothing.
  const isUsed = application.demoMessages === null && channels.some(({ channel }) => channel.kind.id === "webpush");
  return { publicKey, isUsed, subscriptions: (await subscriptions.forPerson(person.id)).map(subscriptionView) };
}

export async function startPushes(
  input: PersonInput<NewPushSubscription>,
): Promise<z.input<typeof pushSubscriptionSchema>> {
  const { application, person } = input;
  const subscription = await input.readBody();
  const problem = subscriptionProblem(subscription, matchRanges(application.configuration.webhookRanges));
  if (problem !== null) throw badRequest(problem);
  const added = await application.push.subscriptions.add(person.id, subscription, application.coordination.now());
  await noteAuth(input, person.email, "pushes-started");
  return subscriptionView(added);
}

export async function endPushes(input: PersonInput<z.infer<typeof endedPushSubscriptionSchema>>): Promise<Done> {
  const { application, person } = input;
  const { endpoint } = await input.readBody();
  const isRemoved = await application.push.subscriptions.remove(person.id, endpoint);
  if (!isRemoved) throw notFound("This browser gets no pushes, so there was nothing to end.");
  await noteAuth(input, person.email, "pushes-ended");
  return { status: "done" };
}

function subscriptionView({ id, createdAt }: { id: string; createdAt: EpochMs }) {
  return { id, createdAt: isoTime(createdAt) };
}
