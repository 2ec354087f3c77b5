import type { EpochMs } from "@/lib/domain/time/epoch";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import type { CostsQuery } from "@/lib/queries/costs-query";
import { bucketOf, datesOf } from "./cost-range";
import type { CostView } from "./use-cost-view";

/** The view as a query to the server. A time zone this browser does not know is sent anyway: the answer says what is wrong. */
export function costsQueryOf(
  { range, from, to, bucket, groupBy, timeZone }: CostView,
  now: EpochMs,
  ownTimeZone: string,
): CostsQuery {
  const zone = timeZone ?? ownTimeZone;
  const clocks = isKnownZone(zone) ? zone : "UTC";
  const dates = datesOf(range, { from, to }, now, clocks);
  return { ...dates, bucket: bucketOf(bucket, dates, now, clocks), groupBy, timeZone: zone };
}
