// Written from lib/contract/alerts/alerts.ts by `npx vitest run lib/contract/shapes --update`.
import type { alertsSchema } from "../../alerts/alerts";
import { atLeast, integer, list, nullable, object, oneOf, shapeOf, string, time } from "../shape";

export const alertsShape = shapeOf<typeof alertsSchema>(
  object({
    alerts: list(
      object({
        id: string,
        rule: oneOf(
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
        severity: oneOf("critical", "warning", "info"),
        state: oneOf("pending", "firing", "resolved"),
        subject: object({
          kind: oneOf("account", "cluster", "node", "budget", "server"),
          id: nullable(string),
          label: string,
          accountId: nullable(string),
          clusterId: nullable(string),
          nodeId: nullable(string),
        }),
        title: string,
        detail: string,
        pendingSince: time,
        firingSince: nullable(time),
        resolvedAt: nullable(time),
        usdMicrosSoFar: nullable(integer),
        holds: atLeast(0, integer),
        heldBy: nullable(string),
        silencedBy: nullable(string),
        deliveries: list(
          object({
            id: string,
            channelId: string,
            event: oneOf("resolved", "firing", "reminder", "flapping"),
            state: oneOf("waiting", "delivered", "failed"),
            attempts: atLeast(0, integer),
            lastError: nullable(string),
            at: time,
          }),
        ),
      }),
    ),
    before: nullable(string),
  }),
);
