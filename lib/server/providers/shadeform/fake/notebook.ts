import "server-only";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { instanceBody, type WireObject } from "./bodies";
import { A6000_X1 } from "./machines";
import { PRIVATE_INSTANCE_FIELDS } from "./private-fields";
import { fakeUuid } from "./stories";

/** Its owner puts its end off twice a day. */
const PUT_OFF_EVERY_MS = 12 * HOUR_MS;
const LIVES_ON_MS = 20 * HOUR_MS;

export const NOTEBOOK_ID = fakeUuid(9, 0);

/** One machine that belongs to no cluster; its address is a DNS name and its cloud forwards a port. */
export function notebook(activeAt: EpochMs, now: EpochMs): WireObject {
  const body = instanceBody(
    {
      cloud: "massedcompute",
      region: "desmoines-usa-1",
      id: NOTEBOOK_ID,
      name: "notebook-jonas",
      machine: A6000_X1,
      status: "active",
      ip: "notebook-jonas.massedcompute.example",
      createdAt: activeAt - 4 * MINUTE_MS,
      activeAt,
    },
    now,
  );
  const ports = { ssh_port: 2_222, port_mappings: [{ internal_port: 8_888, external_port: 32_080 }] };
  return { ...body, ...ports, tags: ["owner=jonas", "course"], ...PRIVATE_INSTANCE_FIELDS };
}

/** One machine of a cluster is to be deleted, and that is put off just so. */
export function memberInfo(startedAt: EpochMs, now: EpochMs): WireObject {
  return { auto_delete: { date_threshold: endOf(startedAt, now), spend_threshold: null } };
}

/** When it deletes itself and writes to its owner, which the list does not say. */
export function notebookInfo(startedAt: EpochMs, now: EpochMs): WireObject {
  return {
    auto_delete: { date_threshold: endOf(startedAt, now), spend_threshold: "250" },
    alert: { date_threshold: null, spend_threshold: "100.00" },
  };
}

function endOf(startedAt: EpochMs, now: EpochMs): string {
  const putOffAt = startedAt + Math.floor((now - startedAt) / PUT_OFF_EVERY_MS) * PUT_OFF_EVERY_MS;
  return new Date(putOffAt + LIVES_ON_MS).toISOString().replace("Z", "+00:00");
}
