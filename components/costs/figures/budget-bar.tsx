import type { Costs } from "@/lib/contract/costs";
import type { UsdMicros } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";

interface BudgetBarProps {
  budget: NonNullable<Costs["budget"]>;
  forecast: UsdMicros;
  /** What the spent share is a share of, if not of the whole month: "of what was watched since 28 Nov, 14:03". */
  basis: string | null;
}

/** How much of a budget is spent, and behind it, paler, the forecast. */
export function BudgetBar({ budget, forecast, basis }: BudgetBarProps) {
  const forecastShare = budget.usdMicros === 0 ? 1 : forecast / budget.usdMicros;
  return (
    <>
      <span aria-hidden className="relative my-1.5 block h-1.5 overflow-hidden rounded-full bg-raised">
        <Fill share={forecastShare} className="bg-(--series-4) opacity-45" />
        <Fill share={budget.usedShare} className="bg-(--series-1)" />
      </span>
      of {formatAmount(budget.usdMicros)}
      {basis !== null && `, ${basis}`}
      {forecastShare > 1 && <span className="font-medium text-ink">, forecast to be exceeded this month</span>}
    </>
  );
}

function Fill({ share, className }: { share: number; className: string }) {
  return (
    <span
      className={`drawn-fill absolute inset-y-0 left-0 rounded-full ${className}`}
      style={{ width: `${Math.min(1, share) * 100}%` }}
    />
  );
}
