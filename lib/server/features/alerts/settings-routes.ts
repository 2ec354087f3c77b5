import "server-only";
import {
  channelChangeSchema,
  channelDeliveriesSchema,
  channelSchema,
  channelsSchema,
  channelTestSchema,
  newChannelSchema,
} from "@/lib/contract/alerts/alert-channels";
import { ruleChangeSchema, rulePreviewSchema, ruleSchema, rulesSchema } from "@/lib/contract/alerts/alert-rules";
import { doneSchema } from "@/lib/contract/sessions";
import { defineRoute } from "../../http/define-route";
import { answerPreview } from "./answer-preview";
import {
  addChannel,
  changeChannel,
  listChannelViews,
  listDeliveries,
  removeChannel,
  testChannel,
} from "./channel-calls";
import { changeRule, listRuleViews } from "./rule-calls";

export const listChannels = defineRoute({
  method: "GET",
  path: "/api/channels",
  audience: "admin",
  summary: "Where alerts are sent, how each channel fares, and what kinds there are",
  answer: channelsSchema,
  run: ({ application }) => listChannelViews(application),
});

export const createChannel = defineRoute({
  method: "POST",
  path: "/api/channels",
  audience: "admin",
  summary: "Add a channel; its secrets are never shown again",
  body: newChannelSchema,
  status: 201,
  answer: channelSchema,
  run: addChannel,
});

export const updateChannel = defineRoute({
  method: "PATCH",
  path: "/api/channels/{channelId}",
  audience: "admin",
  summary: "Change a channel, or switch it on or off; what is left out stays",
  body: channelChangeSchema,
  answer: channelSchema,
  run: changeChannel,
});

export const deleteChannel = defineRoute({
  method: "DELETE",
  path: "/api/channels/{channelId}",
  audience: "admin",
  summary: "Remove a channel",
  answer: doneSchema,
  run: removeChannel,
});

export const tryChannel = defineRoute({
  method: "POST",
  path: "/api/channels/{channelId}/test",
  audience: "admin",
  summary: "Send a test message, and say what the receiver answered",
  answer: channelTestSchema,
  run: testChannel,
});

export const listDeliveriesTo = defineRoute({
  method: "GET",
  path: "/api/channels/{channelId}/deliveries",
  audience: "admin",
  summary: "The last messages to a channel, the latest first",
  answer: channelDeliveriesSchema,
  run: async ({ application, param }) => ({ deliveries: await listDeliveries(application, param("channelId")) }),
});

export const listRules = defineRoute({
  method: "GET",
  path: "/api/rules",
  audience: "viewer",
  summary: "What alerts are raised by",
  answer: rulesSchema,
  run: ({ application }) => ({ rules: listRuleViews(application) }),
});

export const updateRule = defineRoute({
  method: "PUT",
  path: "/api/rules/{rule}",
  audience: "admin",
  summary: "Set a rule; what is left out goes back to its default",
  body: ruleChangeSchema,
  answer: ruleSchema,
  run: changeRule,
});

export const previewRule = defineRoute({
  method: "GET",
  path: "/api/rules/{rule}/preview",
  audience: "viewer",
  summary: "What a rule would have done in the past, as it is set or as the query sets it; at most 31 days",
  query: {
    from: "A time; 7 days before `to` unless given. Where the history begins later, the answer says so",
    to: "A time; now unless given",
    severity: "Instead of what is set, as are `forMs`, `resolveAfterMs` and `threshold`",
    forMs: "A number of milliseconds",
    resolveAfterMs: "A number of milliseconds",
    threshold: "A number, in the unit of the rule",
  },
  answer: rulePreviewSchema,
  run: ({ application, param, person, request }) => answerPreview(application, param("rule"), { person, request }),
});
