import type { Alert } from "../alert";
import type { PlannedMessage, Spoken } from "./message-plan";

/** What a planned message says of each of its alerts, which are among these. */
export function spokenBy(
  { channelId, event, alertIds }: PlannedMessage,
  alerts: readonly Alert[],
  delivery: Pick<Spoken, "deliveryId" | "at" | "state">,
): Spoken[] {
  const ids = new Set(alertIds);
  return alerts
    .filter(({ id }) => ids.has(id))
    .map(({ id, severity }) => ({ ...delivery, channelId, event, alertId: id, severity }));
}
