import "server-only";
import { z } from "zod/mini";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { clip } from "@/lib/domain/text/scrub";
import { isoTime } from "@/lib/domain/time/iso-time";
import { headlineOf, worstOf } from "../message/headline";
import { defineChannel, jsonRequest } from "./channel-kind";
import { readStatus } from "./read-status";

const SERVERS = { us: "https://events.pagerduty.com", eu: "https://events.eu.pagerduty.com" } as const;
/** developer.pagerduty.com/docs/events-api-v2-overview */
const MAX_SUMMARY = 1_024;

export const pagerduty = defineChannel({
  id: "pagerduty",
  label: "PagerDuty",
  form: {
    about: "Incidents in PagerDuty: each alert is one, and is resolved with it.",
    fields: [
      channelField(
        {
          name: "routingKey",
          label: "Integration key",
          help: "In PagerDuty: the service, “Integrations”, “Events API v2”.",
        },
        { input: "secret", example: "32 characters" },
      ),
      channelField(
        { name: "region", label: "Region", help: "Where your PagerDuty account is." },
        {
          input: "choice",
          isRequired: false,
          options: [
            { value: "us", label: "United States" },
            { value: "eu", label: "Europe" },
          ],
        },
      ),
    ],
  },
  settings: z.object({
    routingKey: z.string().check(z.regex(/^[A-Za-z0-9]{32}$/, "must be an integration's key of 32 characters.")),
    region: z._default(z.enum(["us", "eu"]), "us"),
  }),
  secrets: ["routingKey"],
  isPerAlert: true,
  render(message, { routingKey, region }) {
    const { event, items, groupKey, url, at } = message;
    // A test opens no incident: to resolve one that does not exist is accepted, and does nothing.
    const isResolved = event === "resolved" || event === "test";
    return jsonRequest(`${SERVERS[region]}/v2/enqueue`, {
      routing_key: routingKey,
      event_action: isResolved ? "resolve" : "trigger",
      dedup_key: items[0]?.key ?? groupKey,
      payload: {
        summary: clip(headlineOf(message), MAX_SUMMARY),
        source: "Clusterdeck",
        severity: worstOf(items),
        timestamp: isoTime(at),
        custom_details: { detail: items.map(({ detail }) => clip(detail, 400)).join(" ") },
      },
      links: [{ href: url, text: "Open in Clusterdeck" }],
      client: "Clusterdeck",
      client_url: url,
    });
  },
  read: readStatus,
});
