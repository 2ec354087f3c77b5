import "server-only";
import type { Costs } from "@/lib/contract/costs";
import { readCostFacts } from "@/lib/server/views/costs/cost-facts";
import { type CostQuery, type CostSource, planCosts } from "@/lib/server/views/costs/cost-plan";
import { type CostLabels, costsView } from "@/lib/server/views/costs/costs-view";

/** Labels where every account and cluster is still there, and nothing has a budget. */
export const EXAMPLE_LABELS: CostLabels = {
  labelOf: (_, key) => `the ${key}`,
  accountIds: () => [],
  isConfigured: () => true,
  isRetired: () => false,
  hasPage: () => true,
  budgetOf: () => null,
};

/** The complete path from a query to its answer, without waiting for others; `null` for too many buckets. */
export async function answerCosts(
  query: CostQuery,
  source: CostSource & { labels: CostLabels },
): Promise<Costs | null> {
  const plan = await planCosts(query, source, { maxBuckets: 5_000, maxLookups: 100_000_000 });
  if (!("buckets" in plan)) return null;
  return costsView(await readCostFacts(plan, source, new AbortController().signal), source.labels);
}
