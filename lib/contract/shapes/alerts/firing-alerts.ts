// Written from lib/contract/alerts/firing-alerts.ts by `npx vitest run lib/contract/shapes --update`.
import type { firingAlertsSchema } from "../../alerts/firing-alerts";
import { boolean, list, nullable, object, oneOf, shapeOf, string, time } from "../shape";

export const firingAlertsShape = shapeOf<typeof firingAlertsSchema>(
  object({
    alerts: list(
      object({
        id: string,
        rule: string,
        severity: oneOf("critical", "warning", "info"),
        accountId: nullable(string),
        clusterId: nullable(string),
        firingSince: time,
        isSilenced: boolean,
      }),
    ),
  }),
);
