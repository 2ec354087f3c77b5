import { z } from "zod/mini";
import { answerJson, answerText, json, type Received, type Service } from "./received";

const KB = 1_024;

const slackText = z.discriminatedUnion("type", [
  z.object({ type: z.literal("plain_text"), text: z.string().check(z.minLength(1), z.maxLength(3_000)) }),
  z.object({ type: z.literal("mrkdwn"), text: z.string().check(z.minLength(1), z.maxLength(3_000)) }),
]);
const slackBody = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(40_000)),
  attachments: z.optional(
    z.array(
      z.object({
        blocks: z
          .array(
            z.discriminatedUnion("type", [
              z.object({ type: z.literal("section"), text: slackText }),
              z.object({ type: z.literal("context"), elements: z.array(slackText) }),
            ]),
          )
          .check(z.maxLength(50)),
      }),
    ),
  ),
});

/** docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slackService: Service = (received) =>
  slackBody.safeParse(json(received)).success ? answerText(200, "ok") : answerText(400, "invalid_blocks");

const embed = z.object({
  title: z.string().check(z.maxLength(256)),
  description: z.string().check(z.maxLength(4_096)),
});
const discordBody = z.object({
  allowed_mentions: z.object({ parse: z.array(z.string()).check(z.maxLength(0)) }),
  embeds: z.array(embed).check(z.minLength(1), z.maxLength(10)),
});
const MAX_DISCORD = 6_000;

/** discord.com/developers/docs/resources/webhook#execute-webhook */
export const discordService: Service = (received) => {
  const parsed = discordBody.safeParse(json(received));
  const size = parsed.data?.embeds.reduce((sum, { title, description }) => sum + title.length + description.length, 0);
  const isRight = parsed.success && (size ?? 0) <= MAX_DISCORD && received.path.endsWith("?wait=true");
  return isRight ? answerJson(200, { id: "1" }) : answerJson(400, { code: 50035, message: "Invalid Form Body" });
};

const teamsBody = z.object({
  type: z.literal("message"),
  attachments: z.array(
    z.object({
      contentType: z.literal("application/vnd.microsoft.card.adaptive"),
      content: z.object({
        type: z.literal("AdaptiveCard"),
        body: z.array(z.object({ type: z.literal("TextBlock"), text: z.string().check(z.minLength(1)) })),
      }),
    }),
  ),
});

/** learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using */
export const teamsService: Service = (received) => {
  if (received.body.length > 28 * KB) return answerText(413, "Request Entity Too Large");
  return teamsBody.safeParse(json(received)).success ? { status: 202 } : answerText(400, "Bad request");
};

const telegramBody = z.object({
  chat_id: z.string(),
  text: z.string().check(z.minLength(1)),
  parse_mode: z.optional(z.literal("HTML")),
});
const MAX_TELEGRAM = 4_096;
const TAG = /<(?:b|a href="[^"<>]*")>([^<>]*)<\/(?:b|a)>/g;

/** core.telegram.org/bots/api#sendmessage */
export const telegramService: Service = (received) => {
  const refuse = (why: string) => answerJson(400, { ok: false, error_code: 400, description: `Bad Request: ${why}` });
  const { text, parse_mode } = telegramBody.parse(json(received));
  const shown = parse_mode === undefined ? text : telegramText(text);
  if (shown === null) return refuse("can't parse entities: Unsupported start tag");
  return shown.length > MAX_TELEGRAM ? refuse("message is too long") : answerJson(200, { ok: true, result: {} });
};

/** What is left of HTML once its tags are read; `null` if there is something else in it. */
function telegramText(html: string): string | null {
  const text = html.replace(TAG, "$1");
  if (/[<>]|&(?!(?:lt|gt|amp|quot);)/.test(text)) return null;
  return text.replace(/&(?:lt|gt|amp|quot);/g, "_");
}

const ntfyBody = z.object({
  topic: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  title: z.string(),
  message: z.string().check(z.minLength(1)),
  priority: z.int().check(z.gte(1), z.lte(5)),
  click: z.url(),
});

/** docs.ntfy.sh/publish: a longer message would arrive as a file. */
export const ntfyService: Service = (received: Received) => {
  const parsed = ntfyBody.safeParse(json(received));
  if (received.path !== "/" || !parsed.success) return answerJson(400, { code: 40001, error: "invalid request" });
  return Buffer.byteLength(parsed.data.message) <= 4_096
    ? answerJson(200, { id: "1" })
    : answerJson(413, { code: 41301, error: "message too large" });
};

const pagerdutyBody = z.object({
  routing_key: z.string().check(z.length(32)),
  event_action: z.enum(["trigger", "resolve"]),
  dedup_key: z.string().check(z.minLength(1), z.maxLength(255)),
  payload: z.object({
    summary: z.string().check(z.minLength(1), z.maxLength(1_024)),
    source: z.string(),
    severity: z.enum(["critical", "error", "warning", "info"]),
  }),
});

/** developer.pagerduty.com/docs/events-api-v2-overview */
export const pagerdutyService: Service = (received) => {
  if (received.body.length > 512 * KB) return answerText(413, "Payload too large");
  const parsed = pagerdutyBody.safeParse(json(received));
  return parsed.success && received.path === "/v2/enqueue"
    ? answerJson(202, { status: "success", dedup_key: parsed.data.dedup_key })
    : answerJson(400, { status: "invalid event" });
};
