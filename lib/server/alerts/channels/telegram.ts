import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { MessageItem } from "../message/channel-message";
import { fitItems, inUnits } from "../message/fit-items";
import { headlineOf, SEVERITY_WORDS } from "../message/headline";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readObject, readStatus } from "./read-status";
import { secureUrl } from "./web-url";

/** Telegram counts 4 096 units after it has read the markup (core.telegram.org/bots/api#sendmessage); escaped, there are more. */
const MAX_TEXT = 3_800;
const SERVER = "https://api.telegram.org";

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
    server: z._default(secureUrl, SERVER),
  }),
  secrets: ["token"],
  render(message, { token, chatId, threadId, server }) {
    const list = fitItems(message.items, { render: lineOf, sizeOf: inUnits, maxSize: MAX_TEXT, separator: "\n" });
    return jsonRequest(new URL(`/bot${token}/sendMessage`, server).href, {
      chat_id: chatId,
      ...(threadId !== undefined && { message_thread_id: threadId }),
      text: `${list === "" ? escaped(headlineOf(message)) : list}\n<a href="${escaped(message.url)}">Open in Clusterdeck</a>`,
      parse_mode: "HTML",
      disable_notification: message.event === "resolved",
      link_preview_options: { is_disabled: true },
    });
  },
  read: (answer) => {
    const outcome = readStatus(answer);
    const { parameters } = readObject(answer.body);
    const seconds: unknown = Reflect.get(Object(parameters), "retry_after");
    return outcome.state === "retry" && typeof seconds === "number"
      ? { ...outcome, afterMs: seconds * SECOND_MS }
      : outcome;
  },
});

function lineOf({ severity, title, detail }: MessageItem): string {
  const line = `<b>${SEVERITY_WORDS[severity]}</b> ${escaped(title)}`;
  return detail === "" ? line : `${line}\n${escaped(detail)}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
