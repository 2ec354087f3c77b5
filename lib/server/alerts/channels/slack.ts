import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import type { Severity } from "@/lib/domain/alerts/rule";
import type { ChannelMessage } from "../message/channel-message";
import { fitItems, fitText, inUnits } from "../message/fit-items";
import { headlineOf, worstOf } from "../message/headline";
import { linesBelowHeadline } from "../message/item-lines";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** Slack refuses a longer text of a section (docs.slack.dev/reference/block-kit/composition-objects/text-object). */
const MAX_SECTION = 3_000;
const MAX_FALLBACK = 1_000;
const COLOURS: Record<Severity, string> = { critical: "#d92d20", warning: "#dc6803", info: "#475467" };
const RESOLVED = "#079455";
/** What Slack says of webhooks that were revoked, deleted or cut off, under several statuses. */
const GONE = /^(?:no_service|channel_is_archived|channel_not_found|no_team|team_disabled|invalid_token)/;

export const slack = defineChannel({
  id: "slack",
  label: "Slack",
  form: {
    about: "A channel in Slack, through an incoming webhook.",
    fields: [
      channelField(
        {
          name: "url",
          label: "Webhook URL",
          help: "In Slack: api.slack.com/apps, your app, “Incoming Webhooks”, “Add New Webhook to Workspace”.",
        },
        { input: "secret", example: "https://hooks.slack.com/services/T…/B…/…" },
      ),
    ],
  },
  settings: z.object({ url: webUrl }),
  secrets: ["url"],
  render(message, { url }) {
    return jsonRequest(url, {
      text: fitText(headlineOf(message), { escapeText: escaped, maxSize: MAX_FALLBACK }),
      // In its own markup Slack knows no way to write an asterisk, so nothing that comes from outside is markup.
      mrkdwn: false,
      unfurl_links: false,
      ...(message.items.length > 0 && { attachments: [attachmentOf(message)] }),
    });
  },
  read: (answer) =>
    GONE.test(answer.body)
      ? { state: "final", reason: "Slack no longer knows this webhook.", disables: true }
      : readStatus(answer),
});

function attachmentOf(message: ChannelMessage) {
  const { event, items, url } = message;
  const render = linesBelowHeadline(message, { escapeText: escaped, strong: (words) => words });
  const text = fitItems(items, { render, sizeOf: inUnits, maxSize: MAX_SECTION, separator: "\n" });
  return {
    color: event === "resolved" ? RESOLVED : COLOURS[worstOf(items)],
    blocks: [
      ...(text === "" ? [] : [{ type: "section", text: { type: "plain_text", text, emoji: false } }]),
      { type: "context", elements: [{ type: "mrkdwn", text: `<${url}|Open in Clusterdeck>` }] },
    ],
  };
}

/** The three characters that Slack asks to be escaped in every text (docs.slack.dev/messaging/formatting-message-text). */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
