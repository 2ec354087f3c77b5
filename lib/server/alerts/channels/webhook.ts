import "server-only";
import { Webhook } from "standardwebhooks";
import { z } from "zod/mini";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ChannelMessage } from "../message/channel-message";
import { alertmanagerBody } from "./alertmanager-body";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";
import { webUrl } from "./web-url";

/** As Standard Webhooks asks: between 24 and 64 random bytes. */
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

export const webhook = defineChannel({
  id: "webhook",
  label: "Webhook",
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
    const body = format === "alertmanager" ? alertmanagerBody(message) : ownBody(message);
    const timestamp = new Date(message.at);
    const text = JSON.stringify(body);
    return jsonRequest(url, body, {
      "webhook-id": message.id,
      "webhook-timestamp": String(Math.floor(message.at / SECOND_MS)),
      ...(secret !== undefined && { "webhook-signature": new Webhook(secret).sign(message.id, timestamp, text) }),
    });
  },
  read: readStatus,
});

function ownBody({ event, items, url, at }: ChannelMessage) {
  return {
    type: event === "test" ? "test" : `alert.${event}`,
    timestamp: isoTime(at),
    data: { alerts: items.map(({ alert }) => alert), url },
  };
}
