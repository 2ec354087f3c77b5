import { channelKindOf } from "@/lib/server/alerts/channels/channel-kinds";
import type { ChannelMessage } from "@/lib/server/alerts/message/channel-message";
import type { Attempt, Ways } from "@/lib/server/alerts/outbox/send-message";
import { sendMessage } from "@/lib/server/alerts/outbox/send-message";
import { createMailWay } from "@/lib/server/alerts/ways/mail-way";
import { allowedAddresses } from "@/lib/server/outbound/guarded-lookup";
import { createGuardedOutbound } from "@/lib/server/outbound/guarded-outbound";
import {
  discordService,
  ntfyService,
  pagerdutyService,
  slackService,
  teamsService,
  telegramService,
} from "./chat-services";
import type { Receivers } from "./start-receivers";
import { alertmanagerService, signedWebhookService } from "./webhook-services";

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const TOKEN = `123456:${"T0kenOfABot".repeat(4)}`;
const ROUTING_KEY = "R0utingKeyR0utingKeyR0utingKey12";

interface TestChannel {
  /** Names the case: a kind, and its format where it has several. */
  name: string;
  kind: string;
  settings: Readonly<Record<string, unknown>>;
  /** None of these may be in what people see of a failure. */
  secrets: readonly string[];
}

const hook = (host: string, path: string) => ({ url: `https://${host}/${path}` });

/** One channel of each kind and format that is sent to by HTTP, as a person would set it up. */
export const HTTP_CHANNELS: readonly TestChannel[] = [
  {
    ...{
      name: "webhook",
      kind: "webhook",
      settings: { ...hook("hooks.example", "in/S3cretPath"), secret: WEBHOOK_SECRET },
    },
    secrets: ["S3cretPath", WEBHOOK_SECRET],
  },
  {
    name: "alertmanager",
    kind: "webhook",
    settings: { ...hook("am.example", "in/S3cretPath"), format: "alertmanager" },
    secrets: ["S3cretPath"],
  },
  {
    ...{ name: "slack", kind: "slack", settings: hook("hooks.slack.com", "services/T0/B0/S3cretPath") },
    secrets: ["S3cretPath"],
  },
  {
    ...{ name: "discord", kind: "discord", settings: hook("discord.com", "api/webhooks/1/S3cretPath") },
    secrets: ["S3cretPath"],
  },
  {
    ...{ name: "teams", kind: "teams", settings: hook("x.logic.azure.com", "workflows/1?sig=S3cretPath") },
    secrets: ["S3cretPath"],
  },
  { ...{ name: "telegram", kind: "telegram", settings: { token: TOKEN, chatId: "-100123" } }, secrets: [TOKEN] },
  {
    ...{ name: "ntfy", kind: "ntfy", settings: { topic: "S3cretTopic", token: "tk_S3cretToken" } },
    secrets: ["S3cretTopic", "tk_S3cretToken"],
  },
  { ...{ name: "pagerduty", kind: "pagerduty", settings: { routingKey: ROUTING_KEY } }, secrets: [ROUTING_KEY] },
];

export const HTTP_SERVICES = {
  webhook: signedWebhookService(WEBHOOK_SECRET),
  alertmanager: alertmanagerService,
  slack: slackService,
  discord: discordService,
  teams: teamsService,
  telegram: telegramService,
  ntfy: ntfyService,
  pagerduty: pagerdutyService,
};

const OPEN_EGRESS = { isForbidden: () => false, isListed: () => true, rangesVariable: "CLUSTERDECK_WEBHOOK_RANGES" };

/** The real ways, except that whatever host is named, the receiver answers for it. */
export function waysTo(receivers: Receivers, name: string, push: Ways["push"] = refusePush): Ways {
  const { send } = createGuardedOutbound(OPEN_EGRESS);
  return {
    http: {
      send: ({ pathname, search }, request) => send(new URL(`${receivers.urlOf(name)}${pathname}${search}`), request),
    },
    mail: createMailWay(OPEN_EGRESS, allowedAddresses),
    push,
  };
}

async function refusePush(): Promise<Attempt> {
  throw new Error("This test sends no pushes.");
}

export function sendTo(
  { kind, settings }: Pick<TestChannel, "kind" | "settings">,
  message: ChannelMessage,
  ways: Ways,
) {
  const found = channelKindOf(kind);
  if (found === null) throw new Error(`There is no channel of the kind ${kind}.`);
  return sendMessage({ kind: found, settings }, message, ways);
}
