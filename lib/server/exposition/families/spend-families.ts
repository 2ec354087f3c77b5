import "server-only";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { Family } from "../format/family";
import { createGauges } from "../format/gauges";
import { dollars } from "../format/units";

const HELP = {
  spend_dollars:
    "What was spent this month, as far as prices are known. A gauge: what nobody observed may turn out to have cost less.",
  forecast_dollars:
    "What this month will have cost at its end if the current rates stay the same, as far as prices are known.",
  budget_dollars: "What a month may cost.",
};

/** What has been spent, of everything or of what a budget is for: `null` is unknown, or no limit. */
export type Spend = Pick<WatchedBudget, "id"> & { [Amount in "spent" | "forecast" | "limit"]: UsdMicros | null };

export function spendFamilies(spends: readonly Spend[]): Family[] {
  const gauges = createGauges(HELP);
  for (const { id, spent, forecast, limit } of spends) {
    // "account lab" as one word.
    const scope = id.replace(" ", ":");
    gauges.set("spend_dollars", { scope, window: "month_to_date" }, dollars(spent));
    gauges.set("forecast_dollars", { scope, window: "month" }, dollars(forecast));
    gauges.set("budget_dollars", { scope, window: "month" }, dollars(limit));
  }
  return gauges.families();
}
