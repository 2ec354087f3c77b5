import "server-only";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ChannelMessage } from "../message/channel-message";
import { headlineOf, worstOf } from "../message/headline";

const NEVER = "0001-01-01T00:00:00Z";

/**
 * The body of Alertmanager's webhook, version 4, which many receivers understand
 * (prometheus.io/docs/alerting/latest/configuration, "webhook_config"). `left` alerts had no room.
 */
export function alertmanagerBody(message: ChannelMessage, left: number) {
  const { event, items, groupKey, url } = message;
  const status = event === "resolved" ? "resolved" : "firing";
  return {
    version: "4",
    groupKey,
    truncatedAlerts: left,
    status,
    receiver: "clusterdeck",
    groupLabels: {},
    commonLabels: { severity: worstOf(items) },
    commonAnnotations: { summary: headlineOf(message) },
    externalURL: url,
    alerts: items.map(({ key, rule, severity, title, detail, firingSince, resolvedAt }) => ({
      status: resolvedAt === null ? "firing" : "resolved",
      labels: { alertname: rule, severity, clusterdeck_alert: key },
      annotations: { summary: title, description: detail },
      startsAt: isoTime(firingSince),
      endsAt: resolvedAt === null ? NEVER : isoTime(resolvedAt),
      generatorURL: url,
      fingerprint: key,
    })),
  };
}
