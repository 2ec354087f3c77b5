import type { Amount } from "@/lib/contract/amount";
import { sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { formatRoundUsd } from "@/lib/domain/money/format-usd";
import { isSameZone } from "@/lib/domain/time/zone-format";
import { zonePlace } from "@/lib/domain/time/zone-place";
import { LABEL } from "../tiles/tile-type";
import type { WallCosts } from "../views/use-wall-costs";
import { useWallMeasure } from "../wall-context";
import { shortCostTerms, sinceName } from "./cost-term";
import { shortAmount } from "./short-amount";
import type { TextWidth } from "./text-width";
import { UsedShare } from "./used-share";
import { WallFigure } from "./wall-figure";

interface CostFigureProps {
  costs: WallCosts;
  /** What the tiles count beyond these costs. */
  since: UsdMicros;
  /** Whether all readings are old. */
  wasRead: boolean;
  /** Of the band, in units: see `Area`. */
  bandWidth: number;
}

/** How much of the band a label may take up, so that no label takes a second row from the picture. */
const LABEL_SHARE = { today: 0.2, month: 0.28 };

/**
 * What today has cost so far; a placeholder before the first answer. The clock beside it names its time zone: the billing time
 * zone is named if it is another.
 */
export function TodayFigure({
  costs: { costs, asOf, error },
  since,
  wasRead,
  bandWidth,
  timeZone,
}: CostFigureProps & { timeZone: string }) {
  const { widthOf } = useWallMeasure();
  if (costs === null) return <WallFigure term="Today">{placeWords(error)}</WallFigure>;
  const { billingTimeZone } = costs;
  const name = isSameZone(billingTimeZone, timeZone) ? "Today" : `Today in ${zonePlace(billingTimeZone)}`;
  const sinceWhen = sinceName(name, costs.today, { timeZone: billingTimeZone, to: "hour" });
  const terms = shortCostTerms({ name, sinceName: sinceWhen }, costs.today, asOf);
  return (
    <WallFigure term={fittingTerm(terms, bandWidth * LABEL_SHARE.today, widthOf)} wasRead={wasRead || asOf !== null}>
      {shortAmount(withMore(costs.today, since))}
    </WallFigure>
  );
}

/** What this month has cost so far, against its budget if there is one; a placeholder before the first answer. */
export function MonthFigure({ costs: { costs, asOf, error }, since, wasRead, bandWidth }: CostFigureProps) {
  const { widthOf } = useWallMeasure();
  if (costs === null) return <WallFigure term="This month">{placeWords(error)}</WallFigure>;
  const { budget, month } = costs;
  const sinceWhen = sinceName("Month", month, { timeZone: costs.billingTimeZone, to: "day" });
  const ofBudget = budget === null ? "" : `, of ${formatRoundUsd(budget.usdMicros)}`;
  const terms = shortCostTerms(
    {
      name: budget === null ? "This month" : `Month${ofBudget}`,
      sinceName: sinceWhen && `${sinceWhen}${ofBudget}`,
    },
    month,
    asOf,
  );
  return (
    <WallFigure term={fittingTerm(terms, bandWidth * LABEL_SHARE.month, widthOf)} wasRead={wasRead || asOf !== null}>
      {shortAmount(withMore(month, since))}
      {budget && <UsedShare share={budget.usedShare} />}
    </WallFigure>
  );
}

/** The first that fits; the last whether it fits or not, for it may name a budget, and money is never cut. */
function fittingTerm(terms: readonly string[], width: number, widthOf: TextWidth): string {
  return terms.find((term) => widthOf(term, "normal") * LABEL <= width) ?? terms.at(-1) ?? "";
}

function withMore(amount: Amount, more: UsdMicros): Amount {
  return { ...amount, usdMicros: sumUsd([amount.usdMicros, more]) };
}

function placeWords(error: Error | null): string {
  return error === null ? "…" : "unknown";
}
