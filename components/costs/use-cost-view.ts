import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useFleetSource } from "@/components/status/source/fleet-source";
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

const groupings = parseAsStringLiteral(GROUPINGS);
/** A bookmark may hold the former word for an account. */
const parseAsGrouping = createParser({
  parse: (text) => groupings.parse(text === FORMER_ACCOUNT ? "account" : text),
  serialize: groupings.serialize,
});

const parseAsDate = createParser<string>({
  parse: (text) => (isCalendarDate(text) ? text : null),
  serialize: (date) => date,
});

/** What is shown of the costs: part of the URL, so that the view can be shared. The billing time zone is left out. */
export function useCostView() {
  const { showsProvider } = useFleetSource();
  const [view, changeView] = useQueryStates({
    range: parseAsStringLiteral(COST_RANGES).withDefault("month"),
    from: parseAsDate,
    to: parseAsDate,
    bucket: parseAsStringLiteral(BUCKET_UNITS),
    groupBy: parseAsGrouping.withDefault("provider"),
    timeZone: parseAsString,
  });
  // Guests who must not know the providers see accounts instead.
  const groupBy = view.groupBy === "provider" && !showsProvider ? "account" : view.groupBy;
  return [{ ...view, groupBy }, changeView] as const;
}
export type CostView = ReturnType<typeof useCostView>[0];
export type ChangeCostView = ReturnType<typeof useCostView>[1];
