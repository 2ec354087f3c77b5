// Written from lib/contract/accounts.ts by `npx vitest run lib/contract/shapes --update`.
import type { accountsSchema, listedAccountSchema, settingsTestResultSchema } from "../accounts";
import {
  anything,
  atLeast,
  boolean,
  integer,
  list,
  noLonger,
  nullable,
  object,
  oneOf,
  optional,
  record,
  shapeOf,
  string,
  time,
} from "./shape";

export const accountsShape = shapeOf<typeof accountsSchema>(
  object({
    accounts: list(
      object({
        id: string,
        provider: string,
        providerLabel: string,
        label: string,
        source: oneOf("browser", "environment", "file", "demo"),
        sourceName: nullable(string),
        baseUrl: nullable(string),
        keyEnding: nullable(noLonger(4, string)),
        secretsReadable: boolean,
        settings: record(anything),
        pollIntervalMs: atLeast(0, integer),
        requestsPerMinute: nullable(atLeast(0, integer)),
        paused: boolean,
        pausedBy: nullable(string),
        pausedAt: nullable(time),
        retired: boolean,
        retiredBy: nullable(string),
        retiredAt: nullable(time),
        state: oneOf("starting", "ok", "limited", "failing", "paused", "retired"),
        problem: nullable(string),
      }),
    ),
    providers: list(
      object({
        id: string,
        label: string,
        reads: string,
        key: object({ page: string, needs: string }),
        addressSetting: string,
        fields: list(
          object({
            name: string,
            label: string,
            help: nullable(string),
            example: nullable(string),
            required: boolean,
            isSecret: boolean,
            isLong: boolean,
            insteadOf: optional(list(string)),
          }),
        ),
      }),
    ),
  }),
);

export const listedAccountShape = shapeOf<typeof listedAccountSchema>(
  object({
    id: string,
    provider: string,
    providerLabel: string,
    label: string,
    source: oneOf("browser", "environment", "file", "demo"),
    sourceName: nullable(string),
    baseUrl: nullable(string),
    keyEnding: nullable(noLonger(4, string)),
    secretsReadable: boolean,
    settings: record(anything),
    pollIntervalMs: atLeast(0, integer),
    requestsPerMinute: nullable(atLeast(0, integer)),
    paused: boolean,
    pausedBy: nullable(string),
    pausedAt: nullable(time),
    retired: boolean,
    retiredBy: nullable(string),
    retiredAt: nullable(time),
    state: oneOf("starting", "ok", "limited", "failing", "paused", "retired"),
    problem: nullable(string),
  }),
);

export const settingsTestResultShape = shapeOf<typeof settingsTestResultSchema>(
  object({
    ok: boolean,
    sees: nullable(object({ clusters: atLeast(0, integer), usdMicrosPerHour: nullable(integer) })),
    notes: list(string),
    problem: nullable(string),
  }),
);
