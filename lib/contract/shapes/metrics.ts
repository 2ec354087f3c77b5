// Written from lib/contract/metrics.ts by `npx vitest run lib/contract/shapes --update`.
import type { metricsSchema } from "../metrics";
import {
  boolean,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  shapeOf,
  string,
  time,
  tuple,
} from "./shape";

export const metricsShape = shapeOf<typeof metricsSchema>(
  object({
    current: list(object({ key: string, label: string, unit: nullable(string), value: number })),
    series: list(object({ key: string, label: string, unit: nullable(string), points: list(tuple(time, number)) })),
    alerts: list(object({ severity: oneOf("critical", "warning", "info"), title: string, since: nullable(time) })),
    observedAt: time,
    seriesFrom: oneOf("provider", "samples"),
    recording: object({ now: oneOf("always", "on-demand", "no"), since: nullable(time), everyMs: nullable(number) }),
    problem: nullable(
      object({ code: string, detail: string, fields: optional(record(string)), mayExist: optional(boolean) }),
    ),
  }),
);
