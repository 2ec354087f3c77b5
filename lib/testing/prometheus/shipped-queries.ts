import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod/mini";

export const DASHBOARD_FILE = "docs/grafana/clusterdeck.json";
export const RULES_FILE = "docs/grafana/alerts.yaml";

const target = z.object({ expr: z.string(), datasource: z.object({ uid: z.string() }) });
const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      type: z.string(),
      datasource: z.optional(z.object({ uid: z.string() })),
      targets: z.optional(z.array(target)),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
    }),
  ),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
});
const rulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});

export interface ShippedQuery {
  /** The panel or the alert. */
  title: string;
  expression: string;
}

export function readDashboard(): z.infer<typeof dashboardSchema> {
  return dashboardSchema.parse(JSON.parse(readFileSync(DASHBOARD_FILE, "utf8")));
}

/** Every query of the dashboard, as Grafana sends it when all accounts are chosen. */
export function dashboardQueries(rateInterval = "5m"): ShippedQuery[] {
  return readDashboard().panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({
      title,
      expression: expr.replaceAll("$account", ".*").replaceAll("$__rate_interval", rateInterval),
    })),
  );
}

/** The condition of every alert. */
export function ruleQueries(): ShippedQuery[] {
  const { groups } = rulesSchema.parse(parse(readFileSync(RULES_FILE, "utf8")));
  return groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => ({ title: alert, expression: expr })));
}
