import { formatAxisUsd } from "@/components/costs/money-words";
import type { Costs } from "@/lib/contract/costs";
import { shortAmount } from "./short-amount";
import { UsedShare } from "./used-share";
import { WallFigure } from "./wall-figure";

/** What the month has cost so far, against its budget where there is one; before the first answer, its place. */
export function MonthFigure({ costs, wasRead }: { costs: Costs | undefined; wasRead: boolean }) {
  const budget = costs?.budget ?? null;
  return (
    <WallFigure
      term={budget === null ? "This month" : `Month, of ${formatAxisUsd(budget.usdMicros)}`}
      wasRead={wasRead}
    >
      {costs ? shortAmount(costs.month) : "…"}
      {budget && <UsedShare share={budget.usedShare} />}
    </WallFigure>
  );
}
