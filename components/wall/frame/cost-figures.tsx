import type { Amount } from "@/lib/contract/amount";
import { sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { formatRoundUsd } from "@/lib/domain/money/format-usd";
import { isSameZone } from "@/lib/domain/time/zone-format";
import { zonePlace } from "@/lib/domain/time/zone-place";
import type { WallCosts } from "../views/use-wall-costs";
import { costTerm, sinceName } from "./cost-term";
import { shortAmount } from "./short-amount";
import { UsedShare } from "./used-share";
import { WallFigure } from "./wall-figure";

interface CostFigureProps {
  costs: WallCosts;
  /** What the tiles count beyond these costs. */
  since: UsdMicros;
  /** Whether all readings are old. */
  wasRead: boolean;
}

/**
 * What today has cost so far; a placeholder before the first answer. The clock beside it names its time zone: the billing time
 * zone is named if it is another.
 */
export function TodayFigure({
  costs: { costs, asOf, error },
  since,
  wasRead,
  timeZone,
}: CostFigureProps & { timeZone: string }) {
  if (costs === null) return <WallFigure term="Today">{placeWords(error)}</WallFigure>;
  const { billingTimeZone } = costs;
  const name = isSameZone(billingTimeZone, timeZone) ? "Today" : `Today in ${zonePlace(billingTimeZone)}`;
  return (
    <WallFigure
      term={costTerm(
        sinceName(name, costs.today, { timeZone: billingTimeZone, to: "hour" }) ?? name,
        costs.today,
        asOf,
      )}
      wasRead={wasRead || asOf !== null}
    >
      {shortAmount(withMore(costs.today, since))}
    </WallFigure>
  );
}

/** What this month has cost so far, against its budget if there is one; a placeholder before the first answer. */
export function MonthFigure({ costs: { costs, asOf, error }, since, wasRead }: CostFigureProps) {
  if (costs === null) return <WallFigure term="This month">{placeWords(error)}</WallFigure>;
  const { budget, month } = costs;
  const sinceWhen = sinceName("Month", month, { timeZone: costs.billingTimeZone, to: "day" });
  const name =
    budget === null ? (sinceWhen ?? "This month") : `${sinceWhen ?? "Month"}, of ${formatRoundUsd(budget.usdMicros)}`;
  return (
    <WallFigure term={costTerm(name, month, asOf)} wasRead={wasRead || asOf !== null}>
      {shortAmount(withMore(month, since))}
      {budget && <UsedShare share={budget.usedShare} />}
    </WallFigure>
  );
}

function withMore(amount: Amount, more: UsdMicros): Amount {
  return { ...amount, usdMicros: sumUsd([amount.usdMicros, more]) };
}

function placeWords(error: Error | null): string {
  return error === null ? "…" : "unknown";
}
