import type { z } from "zod/mini";
import { accountsSchema, listedAccountSchema, settingsTestResultSchema } from "@/lib/contract/accounts";
import {
  channelDeliveriesSchema,
  channelSchema,
  channelsSchema,
  channelTestSchema,
} from "@/lib/contract/alerts/alert-channels";
import { rulePreviewSchema, ruleSchema, rulesSchema } from "@/lib/contract/alerts/alert-rules";
import { alertsSchema } from "@/lib/contract/alerts/alerts";
import { demoInboxSchema } from "@/lib/contract/alerts/demo-inbox";
import { firingAlertsSchema } from "@/lib/contract/alerts/firing-alerts";
import { pushSubscriptionSchema, pushSubscriptionsSchema } from "@/lib/contract/alerts/push-subscriptions";
import { silenceSchema, silencesSchema } from "@/lib/contract/alerts/silences";
import { auditPageSchema } from "@/lib/contract/audit";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { connectionDetailsSchema } from "@/lib/contract/connection-details";
import { costsSchema } from "@/lib/contract/costs";
import { clusterReadingSchema, clusterSchema, uncheckedFleetSchema } from "@/lib/contract/fleet";
import {
  guestClusterDetailSchema,
  guestCostsSchema,
  guestFleetSchema,
  guestTimelineSchema,
  unlockedSchema,
} from "@/lib/contract/guest";
import { logsSchema } from "@/lib/contract/logs";
import { metricsSchema } from "@/lib/contract/metrics";
import { offersSchema } from "@/lib/contract/offers";
import { refreshSchema } from "@/lib/contract/operations";
import { orderCommandSchema, orderFormSchema } from "@/lib/contract/order-form";
import { askingScreenSchema, collectedPairingSchema, newPairingSchema } from "@/lib/contract/pairing";
import { addedPersonSchema, passwordLinkSchema, peopleSchema, personSchema } from "@/lib/contract/people";
import { problemSchema } from "@/lib/contract/problem";
import { doneSchema, sessionsSchema } from "@/lib/contract/sessions";
import { accountTestSchema, settingsSchema } from "@/lib/contract/settings";
import { createdShareLinkSchema, shareLinkSchema, shareLinksSchema } from "@/lib/contract/share-link";
import { signedInSchema, singleSignOnAnswerSchema } from "@/lib/contract/sign-in";
import { timelineSchema } from "@/lib/contract/timeline";

export type Schemas = Readonly<Record<string, z.ZodMiniType>>;

/**
 * The schemas of all answers that browsers read, by the file of their shapes. It is named for the file of `lib/contract`
 * that they are in; guests' are apart, because each of their pages reads only one of them.
 */
export const ANSWERS: Readonly<Record<string, Schemas>> = {
  accounts: { accountsSchema, listedAccountSchema, settingsTestResultSchema },
  "alerts/alert-channels": { channelDeliveriesSchema, channelSchema, channelsSchema, channelTestSchema },
  "alerts/alert-rules": { rulePreviewSchema, ruleSchema, rulesSchema },
  "alerts/alerts": { alertsSchema },
  "alerts/demo-inbox": { demoInboxSchema },
  "alerts/firing-alerts": { firingAlertsSchema },
  "alerts/push-subscriptions": { pushSubscriptionSchema, pushSubscriptionsSchema },
  "alerts/silences": { silenceSchema, silencesSchema },
  audit: { auditPageSchema },
  cluster: { clusterDetailSchema },
  "connection-details": { connectionDetailsSchema },
  costs: { costsSchema },
  fleet: { clusterReadingSchema, clusterSchema, uncheckedFleetSchema },
  "guest-cluster": { guestClusterDetailSchema },
  "guest-costs": { guestCostsSchema },
  "guest-fleet": { guestFleetSchema },
  "guest-timeline": { guestTimelineSchema },
  "guest-unlocked": { unlockedSchema },
  logs: { logsSchema },
  metrics: { metricsSchema },
  offers: { offersSchema },
  operations: { refreshSchema },
  "order-form": { orderCommandSchema, orderFormSchema },
  pairing: { askingScreenSchema, collectedPairingSchema, newPairingSchema },
  people: { addedPersonSchema, passwordLinkSchema, peopleSchema, personSchema },
  problem: { problemSchema },
  sessions: { doneSchema, sessionsSchema },
  settings: { accountTestSchema, settingsSchema },
  "share-link": { createdShareLinkSchema, shareLinkSchema, shareLinksSchema },
  "sign-in": { signedInSchema, singleSignOnAnswerSchema },
  timeline: { timelineSchema },
};
