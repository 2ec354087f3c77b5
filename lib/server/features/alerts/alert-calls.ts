import "server-only";
import type { z } from "zod/mini";
import { alertsQuerySchema, type alertsSchema } from "@/lib/contract/alerts/alerts";
import type { Alerting } from "../../alerts/alerting";
import type { StoredAlert } from "../../alerts/store/alert-rows";
import { findEndedAlerts } from "../../alerts/store/find-alerts";
import { findDeliveriesOfAlerts } from "../../alerts/store/find-deliveries";
import type { AlertTables } from "../../alerts/store/schema";
import type { Application } from "../../http/application";
import { readQuery } from "../../http/read-query";
import { type PersonRequest, requesterOf } from "../../http/requester-of";
import { createPause } from "../../pause";
import { busy } from "../../refusal";
import { requireOpen } from "../../store/storage-refusal";
import { BusyError } from "../../workload/turns";
import { type AlertCursor, cursorText, parseCursor } from "./alert-cursor";
import { deliveryView } from "./delivery-view";
import { compareOpen, findOpenAlerts, toAlertFilter } from "./open-alerts";

const PAGE_SIZE = 100;
/** Whoever is signed in may know names and costs. */
const ALL = { names: true, costs: true };

/** A page of alerts: those that are open worst first, and then those that are over. */
export async function answerAlerts(
  { stored, turns }: Application,
  call: PersonRequest,
): Promise<z.output<typeof alertsSchema>> {
  const { request } = call;
  const { alerting, store } = requireOpen(stored);
  const { before, state, ...query } = readQuery(request, alertsQuerySchema);
  const filter = toAlertFilter(query);
  const cursor = before === undefined ? null : parseCursor(before);
  const db = store.longWork.withTables<AlertTables>();
  // No index knows which alerts hold a text, or began before a time: a statement goes through all of them.
  const isSearch = filter.text !== undefined || filter.to !== undefined;
  const searched = isSearch ? store.longReads.withTables<AlertTables>() : db;
  const pause = createPause({ signal: request.signal });
  const read = async () => {
    const open = state === "resolved" ? [] : findOpenAlerts(alerting, { ...filter, state });
    const page = open.filter((one) => isAfter(one, cursor)).slice(0, PAGE_SIZE + 1);
    const limit = PAGE_SIZE + 1 - page.length;
    if (limit > 0 && (state === undefined || state === "resolved")) {
      const endedBefore = cursor?.kind === "ended" ? cursor : null;
      page.push(...(await findEndedAlerts(searched, filter, { limit, before: endedBefore, pause })));
    }
    const shown = page.slice(0, PAGE_SIZE);
    const last = shown.at(-1);
    return {
      alerts: await withDeliveries(shown, { alerting, db }),
      before: page.length > PAGE_SIZE && last !== undefined ? cursorText(last) : null,
    };
  };
  // A search may read all that was ever stored.
  return turns.light.take(requesterOf(call), request.signal, read).catch((error: unknown) => {
    throw error instanceof BusyError ? busy("The server is busy searching alerts.", error.retryAfterMs) : error;
  });
}

function isAfter(stored: StoredAlert, cursor: AlertCursor | null): boolean {
  if (cursor === null) return true;
  return cursor.kind === "open" && compareOpen(stored.alert, cursor) > 0;
}

async function withDeliveries(
  alerts: readonly StoredAlert[],
  { alerting, db }: { alerting: Alerting; db: Parameters<typeof findDeliveriesOfAlerts>[0] },
) {
  const deliveries = await findDeliveriesOfAlerts(
    db,
    alerts.map(({ alert }) => alert.id),
  );
  return alerts.map((stored) => ({
    ...alerting.view(stored, ALL),
    deliveries: (deliveries.get(stored.alert.id) ?? []).flatMap((one) => deliveryView(one) ?? []),
  }));
}
