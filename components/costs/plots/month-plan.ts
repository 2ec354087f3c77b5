import type { Costs } from "@/lib/contract/costs";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";

export interface MonthPlan {
  end: EpochMs;
  forecast: UsdMicros;
  budget: UsdMicros | null;
}

/** Where the present month leads; `null` when another range is shown, which a month's forecast and budget do not fit. */
export function monthPlan({ from, to, generatedAt, month, forecastMonthUsdMicros, budget }: Costs): MonthPlan | null {
  if (from !== month.from || to < generatedAt) return null;
  return { end: Date.parse(month.to), forecast: forecastMonthUsdMicros, budget: budget?.usdMicros ?? null };
}
