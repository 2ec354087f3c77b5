// Written from lib/contract/alerts/alert-channels.ts by `npx vitest run lib/contract/shapes --update`.
import type {
  channelDeliveriesSchema,
  channelSchema,
  channelsSchema,
  channelTestSchema,
} from "../../alerts/alert-channels";
import {
  anything,
  atLeast,
  boolean,
  integer,
  list,
  nullable,
  object,
  oneOf,
  record,
  shapeOf,
  string,
  time,
} from "../shape";

export const channelDeliveriesShape = shapeOf<typeof channelDeliveriesSchema>(
  object({
    deliveries: list(
      object({
        id: string,
        event: oneOf("resolved", "firing", "reminder", "flapping", "test"),
        state: oneOf("waiting", "delivered", "failed"),
        attempts: atLeast(0, integer),
        lastError: nullable(string),
        note: nullable(string),
        at: time,
        titles: list(string),
      }),
    ),
  }),
);

export const channelShape = shapeOf<typeof channelSchema>(
  object({
    id: string,
    type: string,
    label: string,
    settings: record(anything),
    secret: nullable(string),
    minSeverity: oneOf("critical", "warning", "info"),
    rules: nullable(
      list(
        oneOf(
          "account-failing",
          "readings-stale",
          "cluster-down",
          "cluster-degraded",
          "node-unreachable",
          "stuck-provisioning",
          "cluster-gone",
          "cluster-appeared",
          "stopped-but-billed",
          "rate-changed",
          "burn-over",
          "budget",
          "balance-low",
          "ends-soon",
          "idle",
          "gpu-fault",
          "gpu-missing",
          "history-not-written",
          "channel-failing",
        ),
      ),
    ),
    accounts: nullable(list(string)),
    show: object({ names: boolean, costs: boolean }),
    source: oneOf("settings", "file", "demo"),
    state: oneOf("ok", "failing", "disabled"),
    problem: nullable(string),
    lastDeliveryAt: nullable(time),
  }),
);

export const channelsShape = shapeOf<typeof channelsSchema>(
  object({
    channels: list(
      object({
        id: string,
        type: string,
        label: string,
        settings: record(anything),
        secret: nullable(string),
        minSeverity: oneOf("critical", "warning", "info"),
        rules: nullable(
          list(
            oneOf(
              "account-failing",
              "readings-stale",
              "cluster-down",
              "cluster-degraded",
              "node-unreachable",
              "stuck-provisioning",
              "cluster-gone",
              "cluster-appeared",
              "stopped-but-billed",
              "rate-changed",
              "burn-over",
              "budget",
              "balance-low",
              "ends-soon",
              "idle",
              "gpu-fault",
              "gpu-missing",
              "history-not-written",
              "channel-failing",
            ),
          ),
        ),
        accounts: nullable(list(string)),
        show: object({ names: boolean, costs: boolean }),
        source: oneOf("settings", "file", "demo"),
        state: oneOf("ok", "failing", "disabled"),
        problem: nullable(string),
        lastDeliveryAt: nullable(time),
      }),
    ),
    types: list(
      object({
        type: string,
        label: string,
        form: object({
          about: string,
          fields: list(
            object({
              name: string,
              label: string,
              help: string,
              example: string,
              input: oneOf("text", "secret", "number", "flag", "list", "choice"),
              options: list(object({ value: string, label: string })),
              isRequired: boolean,
            }),
          ),
        }),
      }),
    ),
  }),
);

export const channelTestShape = shapeOf<typeof channelTestSchema>(object({ ok: boolean, detail: string }));
