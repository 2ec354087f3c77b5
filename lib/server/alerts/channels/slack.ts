import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import type { Severity } from "@/lib/domain/alerts/rule";
import type { ChannelMessage, MessageItem } from "../message/channel-message";
import { fitItems, inUnits } from "../message/fit-items";
import { headlineOf, SEVERITY_WORDS, worstOf } from "../message/headline";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** Slack cuts a section's text there (docs.slack.dev/reference/block-kit/blocks/section-block). */
const MAX_SECTION = 3_000;
const MAX_FALLBACK = 1_000;
const COLOURS: Record<Severity, string> = { critical: "#d92d20", warning: "#dc6803", info: "#475467" };
const RESOLVED = "#079455";

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
    const headline = escaped(headlineOf(message)).slice(0, MAX_FALLBACK);
    return jsonRequest(url, {
      text: headline,
      unfurl_links: false,
      ...(message.items.length > 0 && { attachments: [attachmentOf(message)] }),
    });
  },
  read: (answer) => {
    // Revoked and deleted webhooks answer 403 or 404 with one of these words.
    const isGone = /^(?:no_service|channel_is_archived|channel_not_found|no_team|team_disabled|invalid_token)/.test(
      answer.body,
    );
    return isGone
      ? { state: "final", reason: "Slack no longer knows this webhook.", disables: true }
      : readStatus(answer);
  },
});

function attachmentOf({ event, items, url }: ChannelMessage) {
  const text = fitItems(items, { render: lineOf, sizeOf: inUnits, maxSize: MAX_SECTION, separator: "\n" });
  return {
    color: event === "resolved" ? RESOLVED : COLOURS[worstOf(items)],
    blocks: [
      { type: "section", text: { type: "mrkdwn", text } },
      { type: "context", elements: [{ type: "mrkdwn", text: `<${url}|Open in Clusterdeck>` }] },
    ],
  };
}

function lineOf({ severity, title, detail }: MessageItem): string {
  const line = `*${SEVERITY_WORDS[severity]}* ${escaped(title)}`;
  return detail === "" ? line : `${line}\n${escaped(detail)}`;
}

/** The three characters that Slack asks to be escaped; a zero-width space keeps the others from being markup. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[*_~`]/g, "\u200B$&");
}
