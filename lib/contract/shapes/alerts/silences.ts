// Written from lib/contract/alerts/silences.ts by `npx vitest run lib/contract/shapes --update`.
import type { silenceSchema, silencesSchema } from "../../alerts/silences";
import { boolean, list, nullable, object, oneOf, optional, shapeOf, string, time } from "../shape";

export const silenceShape = shapeOf<typeof silenceSchema>(
  object({
    id: string,
    match: object({
      accountId: optional(string),
      clusterId: optional(string),
      rule: optional(
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
      severity: optional(oneOf("critical", "warning", "info")),
    }),
    from: time,
    until: nullable(time),
    weekly: nullable(
      object({
        days: list(oneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
        start: string,
        end: string,
        timeZone: string,
      }),
    ),
    isActive: boolean,
    why: string,
    by: string,
    source: oneOf("settings", "file"),
  }),
);

export const silencesShape = shapeOf<typeof silencesSchema>(
  object({
    silences: list(
      object({
        id: string,
        match: object({
          accountId: optional(string),
          clusterId: optional(string),
          rule: optional(
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
          severity: optional(oneOf("critical", "warning", "info")),
        }),
        from: time,
        until: nullable(time),
        weekly: nullable(
          object({
            days: list(oneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
            start: string,
            end: string,
            timeZone: string,
          }),
        ),
        isActive: boolean,
        why: string,
        by: string,
        source: oneOf("settings", "file"),
      }),
    ),
  }),
);
