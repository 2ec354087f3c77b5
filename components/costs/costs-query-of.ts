import type { EpochMs } from "@/lib/domain/time/epoch";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import type { CostsQuery } from "@/lib/queries/costs-query";
import { bucketOf, datesOf } from "./cost-range";
import type { CostView } from "./use-cost-view";

/** A query whose time zone this browser knows. */
export interface ShownQuery extends CostsQuery {
  timeZone: string;
}

/** The view as a query to the server. In place of a time zone that this browser does not know, it is UTC. */
export function costsQueryOf(
  { range, from, to, bucket, groupBy, timeZone }: CostView,
  now: EpochMs,
  billingTimeZone: string,
): ShownQuery {
  const wanted = timeZone ?? billingTimeZone;
  const zone = isKnownZone(wanted) ? wanted : "UTC";
  const dates = datesOf(range, { from, to }, now, zone);
  return { ...dates, bucket: bucketOf(bucket, dates, now, zone), groupBy, timeZone: zone };
}
