import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import type { Severity } from "@/lib/domain/alerts/rule";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { fitItems, fitText, inUnits } from "../message/fit-items";
import { headlineOf, worstOf } from "../message/headline";
import { linesBelowHeadline } from "../message/item-lines";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readObject, readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** Discord's limits of an embed (discord.com/developers/docs/resources/message#embed-object-embed-limits). */
const MAX_TITLE = 256;
const MAX_DESCRIPTION = 4_096;
const COLOURS: Record<Severity, number> = { critical: 0xd92d20, warning: 0xdc6803, info: 0x475467 };
const RESOLVED = 0x079455;
const NOT_FOUND = 404;

export const discord = defineChannel({
  id: "discord",
  label: "Discord",
  form: {
    about: "A channel in Discord, through a webhook.",
    fields: [
      channelField(
        {
          name: "url",
          label: "Webhook URL",
          help: "In Discord: the channel's settings, “Integrations”, “Webhooks”, “Copy Webhook URL”.",
        },
        { input: "secret", example: "https://discord.com/api/webhooks/…/…" },
      ),
    ],
  },
  settings: z.object({ url: webUrl }),
  secrets: ["url"],
  render(message, { url }) {
    const target = new URL(url);
    const render = linesBelowHeadline(message, { escapeText: escaped, strong: (words) => `**${words}**` });
    // The answer then says whether the message was made.
    target.searchParams.set("wait", "true");
    return jsonRequest(target.href, {
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: fitText(headlineOf(message), { escapeText: escaped, maxSize: MAX_TITLE }),
          url: message.url,
          color: message.event === "resolved" ? RESOLVED : COLOURS[worstOf(message.items)],
          description: fitItems(message.items, {
            ...{ render, sizeOf: inUnits, maxSize: MAX_DESCRIPTION, separator: "\n" },
          }),
        },
      ],
    });
  },
  read: (answer) => {
    if (answer.status === NOT_FOUND)
      return { state: "final", reason: "Discord no longer knows this webhook (404).", disables: true };
    const seconds = readObject(answer.body).retry_after;
    const outcome = readStatus(answer);
    return outcome.state === "retry" && typeof seconds === "number"
      ? { ...outcome, afterMs: seconds * SECOND_MS }
      : outcome;
  },
});

function escaped(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<@-]/g, "\\$&");
}
