import { useFleetSource } from "@/components/status/source/fleet-source";
import { oneOf, orElse, text, type UrlWord } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import { FORMER_ACCOUNT } from "@/lib/domain/text/former-words";
import { isCalendarDate } from "@/lib/domain/time/calendar-date";
import { BUCKET_UNITS } from "@/lib/domain/time/time-window";
import type { CostsQuery } from "@/lib/queries/costs-query";
import { COST_RANGES } from "./cost-range";

export const GROUPINGS = [
  "none",
  "provider",
  "account",
  "cluster",
  "gpu-model",
] as const satisfies readonly CostsQuery["groupBy"][];

const groupings = oneOf(GROUPINGS);
/** A bookmark may hold the former word for an account. */
const grouping: typeof groupings = {
  ...groupings,
  parse: (written) => groupings.parse(written === FORMER_ACCOUNT ? "account" : written),
};

const date: UrlWord<string> = { ...text, parse: (written) => (isCalendarDate(written) ? written : null) };

const parameters = {
  range: orElse(oneOf(COST_RANGES), "month"),
  from: date,
  to: date,
  bucket: oneOf(BUCKET_UNITS),
  groupBy: orElse(grouping, "provider"),
  timeZone: text,
};

/** What is shown of the costs: part of the URL, so that the view can be shared. The billing time zone is left out. */
export function useCostView() {
  const { showsProvider } = useFleetSource();
  const [view, changeView] = useUrlView(parameters);
  // Guests who must not know the providers see accounts instead.
  const groupBy = view.groupBy === "provider" && !showsProvider ? "account" : view.groupBy;
  return [{ ...view, groupBy }, changeView] as const;
}
export type CostView = ReturnType<typeof useCostView>[0];
export type ChangeCostView = ReturnType<typeof useCostView>[1];
