import "server-only";
import { z } from "zod/mini";
import type { Look } from "@/lib/contract/alerts/demo-inbox";
import type { ChannelRequest } from "../../alerts/channels/channel-kind";
import { htmlLines, linkSpan, markdownLines, plainLines, withoutBackslashes, withoutEntities } from "./spans";

const NOTHING: Look = { tone: null, heading: null, lines: [], facts: [], code: null };
const OPEN = "Open in Clusterdeck";

const block = z.looseObject({ text: z.optional(z.looseObject({ text: z.string() })) });
const slackBody = z.object({
  text: z.string(),
  attachments: z.optional(z.array(z.object({ color: z.string(), blocks: z.array(block) }))),
});
const discordBody = z.object({
  embeds: z.array(z.object({ title: z.string(), color: z.number(), description: z.string() })),
});
const card = z.object({ body: z.array(z.object({ text: z.string(), color: z.optional(z.string()) })) });
const teamsBody = z.object({ attachments: z.array(z.object({ content: card })) });
const telegramBody = z.object({ text: z.string() });
const ntfyBody = z.object({ title: z.string(), message: z.string(), priority: z.number(), tags: z.array(z.string()) });
const pagerdutyBody = z.object({
  event_action: z.string(),
  payload: z.object({
    summary: z.string(),
    severity: z.enum(["critical", "warning", "info"]),
    custom_details: z.object({ detail: z.string() }),
  }),
});
const pushBody = z.object({ title: z.string(), body: z.string() });

const TONES: Readonly<Record<string, Look["tone"]>> = {
  ...{ "#d92d20": "critical", "#dc6803": "warning", "#475467": "info", "#079455": "resolved" },
  ...{ Attention: "critical", Warning: "warning", Default: "info", Good: "resolved" },
};

/** How each kind of channel would show what it was sent. */
export const LOOKS: Readonly<Record<string, (request: ChannelRequest) => Look>> = {
  slack: (request) => {
    const { text, attachments = [] } = bodyOf(request, slackBody);
    const [attachment] = attachments;
    const texts = attachment?.blocks.flatMap((one) => one.text?.text ?? []) ?? [];
    return {
      ...NOTHING,
      tone: TONES[attachment?.color ?? ""] ?? null,
      heading: withoutEntities(text),
      lines: [...texts.flatMap((one) => plainLines(withoutEntities(one))), [linkSpan(OPEN)]],
    };
  },
  discord: (request) => {
    const [embed] = bodyOf(request, discordBody).embeds;
    if (embed === undefined) return NOTHING;
    const tone = TONES[`#${embed.color.toString(16).padStart(6, "0")}`] ?? null;
    const lines = markdownLines(embed.description);
    return { ...NOTHING, tone, heading: withoutBackslashes(embed.title), lines };
  },
  teams: (request) => {
    const [heading, ...rest] = bodyOf(request, teamsBody).attachments[0]?.content.body ?? [];
    return {
      ...NOTHING,
      tone: TONES[heading?.color ?? ""] ?? null,
      heading: withoutBackslashes(heading?.text ?? ""),
      lines: [...rest.flatMap(({ text }) => markdownLines(text)), [linkSpan(OPEN)]],
    };
  },
  telegram: (request) => ({ ...NOTHING, lines: htmlLines(bodyOf(request, telegramBody).text) }),
  ntfy: (request) => {
    const { title, message, priority } = bodyOf(request, ntfyBody);
    const facts = [{ label: "Priority", value: `${priority} of 5` }];
    return { ...NOTHING, heading: title, lines: plainLines(message), facts };
  },
  pagerduty: (request) => {
    const { event_action, payload } = bodyOf(request, pagerdutyBody);
    const { summary, severity, custom_details } = payload;
    return {
      ...NOTHING,
      tone: event_action === "resolve" ? "resolved" : severity,
      heading: summary,
      lines: plainLines(custom_details.detail),
      facts: [{ label: "Incident", value: event_action === "resolve" ? "Resolved" : "Triggered" }],
    };
  },
  email: (request) => {
    if (request.kind !== "mail") return NOTHING;
    const facts = [
      { label: "From", value: request.from },
      { label: "To", value: request.to.join(", ") },
    ];
    return { ...NOTHING, heading: request.subject, lines: htmlLines(request.html), facts };
  },
  webpush: (request) => {
    if (request.kind !== "push") return NOTHING;
    const { title, body } = pushBody.parse(JSON.parse(request.payload));
    return { ...NOTHING, heading: title, lines: plainLines(body) };
  },
  webhook: (request) => {
    if (request.kind !== "http") return NOTHING;
    const facts = ["webhook-id", "webhook-timestamp"].map((label) => ({ label, value: request.headers[label] ?? "" }));
    return { ...NOTHING, facts, code: JSON.stringify(bodyOf(request, z.unknown()), null, 2) };
  },
};

function bodyOf<Body>(request: ChannelRequest, schema: z.ZodMiniType<Body>): Body {
  if (request.kind !== "http") throw new Error("This kind of channel is sent to by HTTP.");
  return schema.parse(JSON.parse(String(request.body)));
}
