import "server-only";
import type { AlertsQuery } from "@/lib/contract/alerts/alerts";
import type { Alert } from "@/lib/domain/alerts/alert";
import { severityRank } from "@/lib/domain/alerts/rule";
import type { Alerting } from "../../alerts/alerting";
import { type StoredAlert, searchTextOf } from "../../alerts/store/alert-rows";
import type { AlertFilter } from "../../alerts/store/find-alerts";

export function toAlertFilter({ from, to, q }: Pick<AlertsQuery, "from" | "to" | "q">): AlertFilter {
  const text = q?.trim();
  return { from: toTime(from), to: toTime(to), ...(text !== undefined && text !== "" && { text }) };
}

function toTime(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

/** Those that fire or wait to, worst first. The memory knows them better than the store, which is not written with each reading. */
export function findOpenAlerts(
  alerting: Pick<Alerting, "open">,
  { to, text, state }: Pick<AlertFilter, "to" | "text"> & { state: AlertsQuery["state"] },
): StoredAlert[] {
  const wanted = text?.toLowerCase();
  return [...alerting.open().values()]
    .filter(
      ({ alert, label }) =>
        (state === undefined || alert.state === state) &&
        (to === undefined || sinceOf(alert) < to) &&
        (wanted === undefined || searchTextOf(alert, label).includes(wanted)),
    )
    .sort((one, other) => compareOpen(one.alert, other.alert));
}

/** What decides where an open alert stands in the list. */
export type OpenPlace = Pick<Alert, "id" | "severity" | "firingSince" | "pendingSince"> & { state: Alert["state"] };

/** What fires before what waits, worst first, and the latest of equals first. */
export function compareOpen(one: OpenPlace, other: OpenPlace): number {
  return (
    Number(one.state !== "firing") - Number(other.state !== "firing") ||
    severityRank(one.severity) - severityRank(other.severity) ||
    sinceOf(other) - sinceOf(one) ||
    (one.id < other.id ? -1 : Number(one.id > other.id))
  );
}

function sinceOf({ firingSince, pendingSince }: Pick<Alert, "firingSince" | "pendingSince">): number {
  return firingSince ?? pendingSince;
}
