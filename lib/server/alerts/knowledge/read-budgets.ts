import "server-only";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import { addRates, forecastCost, knownRunRate, roundCost, sumCosts, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import type { Budget } from "../../configuration/configuration";
import type { History } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import type { CostSample } from "../../history/read/cost-sample";
import { costIn } from "../../views/costs/cost-outline";

interface Asked {
  timeZone: string;
  now: EpochMs;
  /** Whether its clusters may still accrue costs: those of an account that left the fleet are no longer watched. */
  isInFleet: (accountId: string) => boolean;
}

/** What has been spent of each budget this month, and what the month will come to. */
export async function readBudgets(
  history: Pick<History, "sampleCosts">,
  budgets: readonly Budget[],
  asked: Asked,
): Promise<WatchedBudget[]> {
  if (budgets.length === 0) return [];
  const moments = budgetMoments(asked);
  const samples = (await Array.fromAsync(history.sampleCosts(moments, "group", ALL_CLUSTERS))).flat();
  return budgetsBy(samples, budgets, asked);
}

/** When costs have to be known to tell how budgets stand. */
export function budgetMoments({ timeZone, now }: Pick<Asked, "timeZone" | "now">): EpochMs[] {
  return [...new Set([calendarUnitAround(now, "month", timeZone).from, now])];
}

/** How budgets stand, by the costs at `budgetMoments`. */
export function budgetsBy(
  samples: readonly CostSample[],
  budgets: readonly Budget[],
  { timeZone, now, isInFleet }: Asked,
): WatchedBudget[] {
  const month = calendarUnitAround(now, "month", timeZone);
  const soFar = { from: month.from, to: now };
  return budgets.map((budget) => {
    const own = samples.filter((sample) => isOf(budget, sample));
    const spent = sumCosts(own.map((sample) => costIn(sample, soFar)));
    const current = own.filter(({ at, accountId }) => at === now && isInFleet(accountId));
    const rate = knownRunRate(
      current.reduce((sum, sample) => addRates(sum, sample.usdMicrosPerHour), usdMicrosPerHour(0)),
      current.some(({ unpricedClusters }) => unpricedClusters > 0),
    );
    return {
      ...{ id: budgetId(budget), accountId: budget.match.account ?? null, limit: budget.usdMicrosPerMonth, asOf: now },
      spent: roundCost(spent),
      forecast: rate === null ? null : forecastCost(spent, rate, month.to - now),
    };
  });
}

function isOf({ match: { provider, account } }: Budget, sample: CostSample): boolean {
  return (
    (provider === undefined || sample.provider === provider) && (account === undefined || sample.accountId === account)
  );
}

/** Named by what it is for, so that another order in the file changes nothing. */
function budgetId({ match: { provider, account } }: Budget): string {
  if (account !== undefined) return `account ${account}`;
  return provider === undefined ? "all" : `provider ${provider}`;
}
