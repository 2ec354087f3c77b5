import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { fitItems, fitText, inBytes } from "../message/fit-items";
import { headlineOf, worstOf } from "../message/headline";
import { linesBelowHeadline } from "../message/item-lines";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** Teams takes 28 KB in all; escaped as JSON, a text may need twice its size. */
const MAX_TEXT = 10_000;
const MAX_HEADLINE = 1_000;
const COLOURS = { critical: "Attention", warning: "Warning", info: "Default" } as const;
const ACCEPTED = 202;

export const teams = defineChannel({
  id: "teams",
  label: "Microsoft Teams",
  form: {
    about: "A channel or chat in Microsoft Teams, through a workflow. Teams says only that it accepted a message.",
    fields: [
      channelField(
        {
          name: "url",
          label: "Workflow URL",
          help: "In Teams: “Workflows” of the channel, “Send webhook alerts to a channel”, then copy its URL.",
        },
        { input: "secret", example: "https://….api.powerplatform.com/…" },
      ),
    ],
  },
  settings: z.object({ url: webUrl }),
  secrets: ["url"],
  render(message, { url }) {
    const { items, event } = message;
    const markup = { escapeText: escaped, strong: (words: string) => `**${words}**`, lineBreak: "\n\n" };
    const render = linesBelowHeadline(message, markup);
    const list = fitItems(items, { render, sizeOf: inBytes, maxSize: MAX_TEXT, separator: "\n\n" });
    const color = event === "resolved" ? "Good" : COLOURS[worstOf(items)];
    const block = (text: string, more: object = {}) => ({ type: "TextBlock", text, wrap: true, ...more });
    return jsonRequest(url, {
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.2",
            msteams: { width: "full" },
            body: [
              block(fitText(headlineOf(message), { escapeText: escaped, maxSize: MAX_HEADLINE }), {
                size: "Medium",
                weight: "Bolder",
                color,
              }),
              ...(list === "" ? [] : [block(list)]),
            ],
            actions: [{ type: "Action.OpenUrl", title: "Open in Clusterdeck", url: message.url }],
          },
        },
      ],
    });
  },
  read: (answer) =>
    // The flow behind the address may still fail: nobody says.
    answer.status === ACCEPTED ? { state: "delivered", note: "Accepted by Teams" } : readStatus(answer),
});

/** Adaptive cards know a part of Markdown, and dates in double braces: `{{DATE(…)}}`. */
function escaped(text: string): string {
  return text.replace(/[\\*_~`[\]()#<>+-]/g, "\\$&").replaceAll("{{", "{\u200B{");
}
