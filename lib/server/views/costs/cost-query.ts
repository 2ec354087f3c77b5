import "server-only";
import { COST_GROUPINGS } from "@/lib/contract/costs";
import { BUCKET_UNITS } from "@/lib/domain/time/time-window";
import { readChoice, readId, readTime, readTimeZone, requireOrder } from "../time-query";
import type { CostQuery } from "./cost-plan";

/** What each query parameter means, for readers of the API description. */
export const COST_QUERY = {
  from: "A day or a time; the start of the history unless given",
  to: "A day or a time; now unless given, and never later",
  bucket: `${BUCKET_UNITS.join(", ")}; day unless given`,
  groupBy: `${COST_GROUPINGS.join(", ")}; none unless given`,
  timeZone:
    "The time zone of days and months, such as Europe/Berlin; the billing time zone unless given. Today, this month, forecast and budgets do not follow it",
  clusterId: "Only this cluster",
};

/** The query of a request about costs. Throws a 400 that says what would be right. */
export function readCostQuery(request: Request, billingTimeZone: string): CostQuery {
  const query = new URL(request.url).searchParams;
  const timeZone = readTimeZone(query, billingTimeZone);
  const from = readTime(query, "from", timeZone);
  const to = readTime(query, "to", timeZone);
  requireOrder(from, to);
  return {
    from,
    to,
    bucket: readChoice(query, "bucket", BUCKET_UNITS, "day"),
    groupBy: readChoice(query, "groupBy", COST_GROUPINGS, "none"),
    timeZone,
    billingTimeZone,
    clusterId: readId(query, "clusterId"),
  };
}
