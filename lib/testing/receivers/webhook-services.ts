import { Webhook } from "standardwebhooks";
import { z } from "zod/mini";
import { answerText, json, type Service } from "./received";

const MAX_BYTES = 20_000;

/** Takes only what is signed with this secret, as any receiver of Standard Webhooks does, and no more than it advises. */
export function signedWebhookService(secret: string): Service {
  return ({ headers, body }) => {
    if (body.length > MAX_BYTES) return answerText(413, "Too large");
    try {
      new Webhook(secret).verify(body.toString("utf8"), Object.fromEntries(headers));
      return answerText(200, "ok");
    } catch {
      return answerText(401, "The signature is wrong.");
    }
  };
}

const alertmanagerBody = z.object({
  version: z.literal("4"),
  groupKey: z.string(),
  truncatedAlerts: z.int().check(z.gte(0)),
  status: z.enum(["firing", "resolved"]),
  receiver: z.string(),
  groupLabels: z.record(z.string(), z.string()),
  commonLabels: z.record(z.string(), z.string()),
  commonAnnotations: z.record(z.string(), z.string()),
  externalURL: z.url(),
  alerts: z.array(
    z.object({
      status: z.enum(["firing", "resolved"]),
      labels: z.record(z.string().check(z.regex(/^[a-z_]\w*$/i)), z.string()),
      annotations: z.record(z.string(), z.string()),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      generatorURL: z.url(),
      fingerprint: z.string(),
    }),
  ),
});

/** prometheus.io/docs/alerting/latest/configuration, "webhook_config" */
export const alertmanagerService: Service = (received) =>
  received.body.length <= MAX_BYTES && alertmanagerBody.safeParse(json(received)).success
    ? answerText(200, "ok")
    : answerText(400, "This is not what Alertmanager sends.");
