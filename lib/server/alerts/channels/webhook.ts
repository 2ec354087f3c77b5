import "server-only";
import { Webhook } from "standardwebhooks";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ChannelMessage, MessageItem } from "../message/channel-message";
import { clippedItem } from "../message/clipped-item";
import { inBytes } from "../message/fit-items";
import { alertmanagerBody } from "./alertmanager-body";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** As Standard Webhooks asks: between 24 and 64 random bytes. */
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
/** Standard Webhooks advises to stay below 20 KB. */
const MAX_BYTES = 20_000;

export const webhook = defineChannel({
  id: "webhook",
  label: "Webhook",
  form: {
    about: "Your own program, or any service that takes JSON by HTTP. Messages are signed as Standard Webhooks.",
    fields: [
      channelField(
        { name: "url", label: "URL", help: "Where messages are posted." },
        { input: "secret", example: "https://ops.example.com/clusterdeck" },
      ),
      channelField(
        {
          name: "secret",
          label: "Signing secret",
          help: "Lets the receiver check who sent a message. Make one with `openssl rand -base64 32` and put whsec_ before it.",
        },
        { input: "secret", example: "whsec_…", isRequired: false },
      ),
      channelField(
        { name: "format", label: "Format", help: "Alertmanager's is understood by whatever receives its webhooks." },
        {
          input: "choice",
          isRequired: false,
          options: [
            { value: "clusterdeck", label: "Clusterdeck" },
            { value: "alertmanager", label: "Prometheus Alertmanager" },
          ],
        },
      ),
    ],
  },
  settings: z.object({
    url: webUrl,
    secret: z.optional(
      z
        .string()
        .check(
          z.regex(
            SECRET,
            "must be whsec_ and then 24 to 64 bytes in base64, as `openssl rand -base64 32` prints them.",
          ),
        ),
    ),
    format: z._default(z.enum(["clusterdeck", "alertmanager"]), "clusterdeck"),
  }),
  secrets: ["url", "secret"],
  render(message, { url, secret, format }) {
    const body = fittingBody(message, format === "alertmanager" ? alertmanagerBody : ownBody);
    const timestamp = new Date(message.at);
    return jsonRequest(url, body, {
      "webhook-id": message.id,
      "webhook-timestamp": String(Math.floor(message.at / SECOND_MS)),
      ...(secret !== undefined && {
        "webhook-signature": new Webhook(secret).sign(message.id, timestamp, JSON.stringify(body)),
      }),
    });
  },
  read: readStatus,
});

type Body = (message: ChannelMessage, left: number) => object;

/** With as many alerts as there is room for, each whole. */
function fittingBody(message: ChannelMessage, bodyOf: Body): object {
  const items = message.items.map(clippedItem);
  const fits = (count: number) =>
    inBytes(JSON.stringify(bodyOf(withItems(message, items.slice(0, count)), items.length - count))) <= MAX_BYTES;
  let count = items.length;
  while (count > 1 && !fits(count)) count = Math.floor(count * 0.9);
  return bodyOf(withItems(message, items.slice(0, count)), items.length - count);
}

function withItems(message: ChannelMessage, items: readonly MessageItem[]): ChannelMessage {
  return { ...message, items };
}

function ownBody({ event, items, url, at }: ChannelMessage, left: number) {
  return {
    type: event === "test" ? "test" : `alert.${event}`,
    timestamp: isoTime(at),
    data: { alerts: items.map(({ alert }) => alert), url, ...(left > 0 && { more: left }) },
  };
}
