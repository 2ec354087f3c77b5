import type { Costs } from "@/lib/contract/costs";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";

export interface MonthPlan {
  end: EpochMs;
  forecast: UsdMicros;
  budget: UsdMicros | null;
}

/** The current month's forecast and budget; `null` if another range is shown, to which they do not apply. */
export function monthPlan({ from, to, generatedAt, month, forecastMonthUsdMicros, budget }: Costs): MonthPlan | null {
  if (from !== month.from || to < generatedAt) return null;
  return { end: Date.parse(month.to), forecast: forecastMonthUsdMicros, budget: budget?.usdMicros ?? null };
}
