import "server-only";
import { hash } from "node:crypto";
import { z } from "zod/mini";
import type { Severity } from "@/lib/domain/alerts/rule";
import { clip } from "@/lib/domain/text/scrub";
import type { MessageItem } from "../message/channel-message";
import { fitItems, inBytes } from "../message/fit-items";
import { headlineOf, worstOf } from "../message/headline";
import { linesBelowHeadline } from "../message/item-lines";
import { defineChannel, type PushRequest } from "./channel-kind";
import { readStatus } from "./read-status";

/** Push services take 4 096 encrypted bytes, 3 993 of ours; JSON may write a quote or a line break as two. */
const MAX_BYTES = 1_500;
const URGENCIES: Record<Severity, PushRequest["urgency"]> = { critical: "high", warning: "normal", info: "normal" };
/** What push services tell topics apart by (RFC 8030, 5.4). */
const MAX_TOPIC = 32;
const NOT_FOUND = 404;
const GONE = 410;

export const webpush = defineChannel({
  id: "webpush",
  label: "Web Push",
  form: {
    about: "Notifications on the phones and desktops whose browsers have asked for them, below.",
    fields: [],
  },
  settings: z.object({}),
  secrets: [],
  render(message) {
    const { id, event, items } = message;
    const topic = topicOf(items);
    const render = linesBelowHeadline(message, { escapeText: (text) => text, strong: (words) => words });
    const notification = {
      title: clip(headlineOf(message)),
      body: fitItems(items, { render, sizeOf: inBytes, maxSize: MAX_BYTES, separator: "\n" }),
      tag: topic,
      isQuiet: event === "resolved",
    };
    return {
      kind: "push",
      payload: JSON.stringify(notification),
      urgency: event === "resolved" ? "low" : URGENCIES[worstOf(items)],
      topic,
      messageId: id,
    };
  },
  // Either status says that the browser no longer wants pushes.
  read: (answer) =>
    answer.status === NOT_FOUND || answer.status === GONE
      ? { state: "final", reason: "The browser no longer wants pushes.", disables: true }
      : readStatus(answer),
});

/** What is said later of the same alerts takes the place of this, and what is said of others does not: it may not have been read. */
function topicOf(items: readonly MessageItem[]): string {
  const keys = items.map(({ key }) => key).sort();
  return hash("sha256", keys.join("\n"), "base64url").slice(0, MAX_TOPIC);
}
