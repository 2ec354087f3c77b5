import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { clip } from "@/lib/domain/text/scrub";
import type { ChannelMessage, MessageItem } from "../message/channel-message";
import { escapeHtml } from "../message/escape-html";
import { fitItems, inUnits } from "../message/fit-items";
import { headlineOf } from "../message/headline";
import { itemLines, type Markup } from "../message/item-lines";
import { type ChannelAnswer, defineChannel, type Outcome } from "./channel-kind";

const MAX_TEXT = 60_000;
/** Longer lines would be folded into several (RFC 5322, 2.1.1). */
const MAX_SUBJECT = 150;
const ADDRESS = z.string().check(z.regex(/^[^\s@<>",]+@[^\s@<>",]+$/, "must be an address such as ops@example.com."));

export const email = defineChannel({
  id: "email",
  label: "E-mail",
  form: {
    about: "E-mail, through your mail server. Messages about one cause are shown together.",
    fields: [
      channelField(
        { name: "to", label: "To", help: "An address on each line." },
        { input: "list", example: "ops@example.com" },
      ),
      channelField(
        { name: "from", label: "From", help: "An address that your mail server lets Clusterdeck use." },
        { example: "clusterdeck@example.com" },
      ),
      channelField(
        { name: "host", label: "Mail server", help: "Its name, as for an outgoing mail account." },
        { example: "smtp.example.com" },
      ),
      channelField(
        { name: "port", label: "Port", help: "Left empty, it is 587." },
        { input: "number", isRequired: false, example: "587" },
      ),
      channelField(
        {
          name: "secure",
          label: "TLS from the first byte on",
          help: "As on port 465. Otherwise the connection is encrypted by STARTTLS.",
        },
        { input: "flag", isRequired: false },
      ),
      channelField(
        { name: "user", label: "User", help: "If the mail server asks who sends." },
        { isRequired: false, example: "clusterdeck" },
      ),
      channelField(
        { name: "password", label: "Password", help: "That user's." },
        { input: "secret", isRequired: false },
      ),
    ],
  },
  settings: z.object({
    host: z.string().check(z.regex(/^[\w.:-]+$/, "must be a mail server's name or address.")),
    port: z._default(z.int().check(z.gte(1), z.lte(65_535)), 587),
    /** TLS from the first byte on, as on port 465; otherwise STARTTLS. */
    secure: z._default(z.boolean(), false),
    user: z.optional(z.string()),
    password: z.optional(z.string()),
    from: ADDRESS,
    to: z.array(ADDRESS).check(z.minLength(1), z.maxLength(50)),
  }),
  secrets: ["password"],
  render(message, { host, port, secure, user, password, from, to }) {
    const domain = from.slice(from.lastIndexOf("@") + 1);
    const headline = headlineOf(message);
    const plain = listOf(message, itemLines(message, PLAIN), { separator: "\n\n" });
    const html = listOf(message, (item) => paragraph(itemLines(message, HTML)(item)), {
      ...{ separator: "", renderMore: paragraph },
    });
    const link = `<p><a href="${escapeHtml(message.url)}">Open in Clusterdeck</a></p>`;
    return {
      kind: "mail",
      server: { host, port, secure, user, password },
      ...{ from, to },
      subject: clip(headline, MAX_SUBJECT),
      text: `${plain || headline}\n\n${message.url}\n`,
      html: `<div style="font-family:sans-serif">${html || paragraph(escapeHtml(headline))}${link}</div>`,
      messageId: `<${message.id}@${domain}>`,
      inReplyTo: message.event === "test" ? null : `<${message.groupKey}@${domain}>`,
    };
  },
  read: readReply,
});

/** SMTP's replies: those from 400 on are for now, those from 500 on for ever (RFC 5321, 4.2.1). */
function readReply({ status, body }: ChannelAnswer): Outcome {
  if (status < 400) return { state: "delivered", ...(body !== "" && { note: body }) };
  if (status < 500) return { state: "retry", reason: `The mail server cannot take it now (${status}).` };
  const isLogin = status === 530 || status === 534 || status === 535;
  return { state: "final", reason: `The mail server refused ${isLogin ? "the login" : "the message"} (${status}).` };
}

const PLAIN: Markup = { escapeText: (text) => text, strong: (words) => words };
const HTML: Markup = { escapeText: escapeHtml, strong: (words) => `<b>${words}</b>`, lineBreak: "<br>" };

function paragraph(html: string): string {
  return `<p>${html}</p>`;
}

function listOf(
  { items }: ChannelMessage,
  render: (item: MessageItem) => string,
  layout: { separator: string; renderMore?: (words: string) => string },
): string {
  return fitItems(items, { render, sizeOf: inUnits, maxSize: MAX_TEXT, ...layout });
}
