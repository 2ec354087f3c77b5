import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import type { Severity } from "@/lib/domain/alerts/rule";
import { clip } from "@/lib/domain/text/scrub";
import { fitItems, inBytes } from "../message/fit-items";
import { headlineOf, SEVERITY_WORDS, worstOf } from "../message/headline";
import { linesBelowHeadline } from "../message/item-lines";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** A longer message arrives as an attachment (docs.ntfy.sh/publish, "Limitations"). */
const MAX_BYTES = 4_000;
const PRIORITIES: Record<Severity, number> = { critical: 5, warning: 4, info: 3 };
const LOW = 2;

export const ntfy = defineChannel({
  id: "ntfy",
  label: "ntfy",
  form: {
    about: "Notifications on phones by ntfy, from ntfy.sh or a server of your own.",
    fields: [
      channelField(
        { name: "topic", label: "Topic", help: "As you subscribed to it in the app. Whoever knows it can read it." },
        { input: "secret", example: "gpu-fleet-9f3k2" },
      ),
      channelField(
        { name: "url", label: "Server", help: "Left empty, it is ntfy.sh." },
        { isRequired: false, example: "https://ntfy.sh" },
      ),
      channelField(
        {
          name: "token",
          label: "Access token",
          help: "For a topic that is protected: in ntfy, “Account”, “Access tokens”.",
        },
        { input: "secret", isRequired: false, example: "tk_…" },
      ),
    ],
  },
  settings: z.object({
    url: z._default(webUrl, "https://ntfy.sh"),
    topic: z.string().check(z.regex(/^[\w-]{1,64}$/, "must be up to 64 letters, digits, - and _.")),
    token: z.optional(z.string().check(z.minLength(1))),
  }),
  // Whoever knows a topic can read it.
  secrets: ["topic", "token"],
  render(message, { url, topic, token }) {
    const { event, items } = message;
    const render = linesBelowHeadline(message, { escapeText: (text) => text, strong: (words) => words });
    const list = fitItems(items, { render, sizeOf: inBytes, maxSize: MAX_BYTES, separator: "\n" });
    return jsonRequest(
      new URL("/", url).href,
      {
        topic,
        title: clip(headlineOf(message), 200),
        // It would call an empty message "triggered".
        message: list || (event === "test" ? "It works." : SEVERITY_WORDS[worstOf(items)]),
        priority: event === "resolved" ? LOW : PRIORITIES[worstOf(items)],
        tags: [event === "resolved" ? "white_check_mark" : "rotating_light"],
        click: message.url,
      },
      token === undefined ? {} : { Authorization: `Bearer ${token}` },
    );
  },
  read: readStatus,
});
