import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { ChannelMessage } from "../message/channel-message";
import { escapeHtml } from "../message/escape-html";
import { fitItems, inUnits } from "../message/fit-items";
import { headlineOf } from "../message/headline";
import { itemLines, type Markup } from "../message/item-lines";
import { defineChannel, jsonRequest, type Outcome } from "./channel-kind";
import { readObject, readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** Telegram counts 4 096 units after it has read the markup (core.telegram.org/bots/api#sendmessage); the link takes the rest. */
const MAX_TEXT = 3_800;
const SERVER = "https://api.telegram.org";
const BAD_REQUEST = 400;
/** The chat is gone, or has thrown the bot out. */
const GONE =
  /chat not found|bot was (?:blocked|kicked)|bot is not a member|user is deactivated|group chat was deleted/i;

export const telegram = defineChannel({
  id: "telegram",
  label: "Telegram",
  form: {
    about: "A chat in Telegram, through a bot of yours.",
    fields: [
      channelField(
        { name: "token", label: "Bot token", help: "BotFather gives it to you for a new bot: send it /newbot." },
        { input: "secret", example: "123456:ABC…" },
      ),
      channelField(
        {
          name: "chatId",
          label: "Chat",
          help: "The chat's number, or a public channel's @name. Add the bot to the chat first.",
        },
        { example: "-1001234567890" },
      ),
      channelField(
        { name: "threadId", label: "Topic", help: "The number of a topic, in a group that has topics." },
        { input: "number", isRequired: false },
      ),
    ],
  },
  settings: z.object({
    token: z.string().check(z.regex(/^\d+:[\w-]{30,}$/, "must be a bot's token, as BotFather gives it: 123456:ABC…")),
    chatId: z.string().check(z.regex(/^(?:-?\d+|@\w+)$/, "must be a chat's number, or the @name of a channel.")),
    threadId: z.optional(z.int()),
    server: z._default(webUrl, SERVER),
  }),
  secrets: ["token"],
  render(message, { token, chatId, threadId, server }) {
    const url = new URL(`/bot${token}/sendMessage`, server).href;
    const common = {
      chat_id: chatId,
      ...(threadId !== undefined && { message_thread_id: threadId }),
      disable_notification: message.event === "resolved",
      link_preview_options: { is_disabled: true },
    };
    return {
      ...jsonRequest(url, { ...common, text: `${textOf(message, HTML)}\n${linkTo(message.url)}`, parse_mode: "HTML" }),
      fallback: jsonRequest(url, { ...common, text: `${textOf(message, PLAIN)}\n${message.url}` }),
    };
  },
  read(answer) {
    const { description, parameters } = readObject(answer.body);
    const words = typeof description === "string" ? description : "";
    if (answer.status === BAD_REQUEST && /can't parse entities/i.test(words)) return { state: "unreadable" };
    if (answer.status < 500 && GONE.test(words))
      return { state: "final", reason: "Telegram's chat no longer takes messages from this bot.", disables: true };
    return withRetryAfter(readStatus(answer), parameters);
  },
});

function withRetryAfter(outcome: Outcome, parameters: unknown): Outcome {
  const seconds: unknown = Reflect.get(Object(parameters), "retry_after");
  return outcome.state === "retry" && typeof seconds === "number"
    ? { ...outcome, afterMs: seconds * SECOND_MS }
    : outcome;
}

function linkTo(url: string): string {
  return `<a href="${escapeHtml(url)}">Open in Clusterdeck</a>`;
}

const HTML: Markup = { escapeText: escapeHtml, strong: (words) => `<b>${words}</b>` };
const PLAIN: Markup = { escapeText: (text) => text, strong: (words) => words };

function textOf(message: ChannelMessage, markup: Markup): string {
  const render = itemLines(message, markup);
  const list = fitItems(message.items, { render, sizeOf: inUnits, maxSize: MAX_TEXT, separator: "\n" });
  return list === "" ? markup.escapeText(headlineOf(message)) : list;
}
