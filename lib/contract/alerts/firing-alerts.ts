import { z } from "zod/mini";
import { SEVERITIES } from "@/lib/domain/alerts/rule";
import { isoTime } from "../primitives";

/**
 * `GET /api/alerts/firing`: what every page marks, worst first. It says nothing that changes while the same alerts fire, so a quiet
 * page is answered without a body.
 */
export const firingAlertsSchema = z.object({
  alerts: z.array(
    z.object({
      id: z.string(),
      /** One of `RULE_IDS`. */
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      accountId: z.nullable(z.string()),
      clusterId: z.nullable(z.string()),
      firingSince: isoTime,
      isSilenced: z.boolean(),
    }),
  ),
});
export type FiringAlert = z.infer<typeof firingAlertsSchema>["alerts"][number];
