import "server-only";
import { createHash } from "node:crypto";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import { groupOf } from "@/lib/domain/alerts/messages/plan-messages";
import { alertKey } from "@/lib/domain/alerts/rule";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ClaimedDelivery } from "../outbox/outbox";
import type { StoredAlert } from "../store/alert-rows";
import type { ChannelMessage, MessageItem } from "./channel-message";

interface Composing {
  /** What its readers may know of an alert. */
  view: (stored: StoredAlert) => AlertView;
  /** The page of alerts. */
  url: string;
  at: EpochMs;
}

/** A message about these alerts, worst first, as they are now. */
export function composeMessage(
  { id, event }: Pick<ClaimedDelivery, "id" | "event">,
  alerts: readonly StoredAlert[],
  { view, url, at }: Composing,
): ChannelMessage {
  const items = alerts.map((stored): MessageItem => {
    const { alert } = stored;
    const { rule, severity, pendingSince, firingSince, resolvedAt } = alert;
    const shown = view(stored);
    return {
      ...{ key: hashOf(alertKey(alert)), rule, severity, title: shown.title, detail: shown.detail },
      ...{ firingSince: firingSince ?? pendingSince, resolvedAt, alert: shown },
    };
  });
  const groups = new Set(alerts.map(({ alert }) => groupOf(alert)));
  return { ...{ id, event, items, url, at }, groupKey: hashOf([...groups].sort().join("\n")) };
}

/** Tells apart without telling what. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
