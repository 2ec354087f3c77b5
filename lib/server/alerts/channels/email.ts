import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { clip } from "@/lib/domain/text/scrub";
import type { ChannelMessage, MessageItem } from "../message/channel-message";
import { fitItems, inUnits } from "../message/fit-items";
import { headlineOf, SEVERITY_WORDS } from "../message/headline";
import { defineChannel } from "./channel-kind";
import { readStatus } from "./read-status";

const MAX_TEXT = 60_000;
/** Longer lines would be folded into several (RFC 5322, 2.1.1). */
const MAX_SUBJECT = 150;
const ADDRESS = z.string().check(z.regex(/^[^\s@<>"]+@[^\s@<>"]+$/, "must be an address such as ops@example.com."));

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
    host: z.string().check(z.minLength(1)),
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
    return {
      kind: "mail",
      server: { host, port, secure, user, password },
      ...{ from, to },
      subject: clip(headlineOf(message), MAX_SUBJECT),
      text: `${listOf(message, plainLine, "\n\n")}\n\n${message.url}\n`,
      html: `<div style="font-family:sans-serif">${listOf(message, htmlLine, "")}<p><a href="${escaped(message.url)}">Open in Clusterdeck</a></p></div>`,
      messageId: `<${message.id}@${domain}>`,
      inReplyTo: message.event === "test" ? null : `<${message.groupKey}@${domain}>`,
    };
  },
  read: readStatus,
});

function listOf(message: ChannelMessage, render: (item: MessageItem) => string, separator: string): string {
  return (
    fitItems(message.items, { render, sizeOf: inUnits, maxSize: MAX_TEXT, separator }) || escaped(headlineOf(message))
  );
}

function plainLine({ severity, title, detail }: MessageItem): string {
  const line = `${SEVERITY_WORDS[severity]}: ${title}`;
  return detail === "" ? line : `${line}\n${detail}`;
}

function htmlLine({ severity, title, detail }: MessageItem): string {
  const rest = detail === "" ? "" : `<br>${escaped(detail)}`;
  return `<p><b>${SEVERITY_WORDS[severity]}:</b> ${escaped(title)}${rest}</p>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
