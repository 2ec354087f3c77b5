import { formatAxisUsd } from "@/lib/domain/money/format-usd";
import { isSameZone } from "@/lib/domain/time/zone-format";
import { zonePlace } from "@/lib/domain/time/zone-place";
import type { WallCosts } from "../views/use-wall-costs";
import { costTerm } from "./cost-term";
import { shortAmount } from "./short-amount";
import { UsedShare } from "./used-share";
import { WallFigure } from "./wall-figure";

interface CostFigureProps {
  costs: WallCosts;
  /** Whether all readings are old. */
  wasRead: boolean;
}

/**
 * What today has cost so far; a placeholder before the first answer. The clock beside it names its time zone: the billing time
 * zone is named if it is another.
 */
export function TodayFigure({
  costs: { costs, asOf, error },
  wasRead,
  timeZone,
}: CostFigureProps & { timeZone: string }) {
  if (costs === null) return <WallFigure term="Today">{placeWords(error)}</WallFigure>;
  const { billingTimeZone } = costs;
  const name = isSameZone(billingTimeZone, timeZone) ? "Today" : `Today in ${zonePlace(billingTimeZone)}`;
  return (
    <WallFigure term={costTerm(name, costs.today, asOf)} wasRead={wasRead || asOf !== null}>
      {shortAmount(costs.today)}
    </WallFigure>
  );
}

/** What this month has cost so far, against its budget if there is one; a placeholder before the first answer. */
export function MonthFigure({ costs: { costs, asOf, error }, wasRead }: CostFigureProps) {
  if (costs === null) return <WallFigure term="This month">{placeWords(error)}</WallFigure>;
  const { budget, month } = costs;
  const name = budget === null ? "This month" : `Month, of ${formatAxisUsd(budget.usdMicros)}`;
  return (
    <WallFigure term={costTerm(name, month, asOf)} wasRead={wasRead || asOf !== null}>
      {shortAmount(month)}
      {budget && <UsedShare share={budget.usedShare} />}
    </WallFigure>
  );
}

function placeWords(error: Error | null): string {
  return error === null ? "…" : "unknown";
}
