import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useCostsSource } from "@/components/status/source/costs-source";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { Costs } from "@/lib/contract/costs";
import { addDays, dateAt } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { isRefused } from "@/lib/queries/page-poll-interval";
import { type OldCosts, oldCostsOf, timeWords } from "../frame/costs-age";

export interface WallCosts {
  /** The last good answer, however old; `null` before the first, and once costs may no longer be seen. */
  costs: Costs | null;
  /** "14:02" if they are from then; `null` if they are current. */
  asOf: string | null;
  /** Why they are not current. */
  reason: OldCosts["reason"] | null;
  /** What came instead of an answer. */
  error: Error | null;
}

interface LastCosts {
  costs: Costs;
  updatedAt: number;
  receivedAt: EpochMs;
}

/**
 * Today, this month, and the rates since yesterday, by the billing time zone. `clockZone` is the screen's, in which times are
 * told. Not requested if costs are not shown.
 */
export function useWallCosts(billingTimeZone: string, clockZone: string): WallCosts {
  const costsQuery = useCostsSource();
  const { showsCosts } = useFleetSource();
  // If this browser does not know the billing time zone, it asks for more hours than it draws.
  const timeZone = isKnownZone(billingTimeZone) ? billingTimeZone : "UTC";
  const yesterday = useServerTime((now) => addDays(dateAt(now, timeZone), -1));
  const { data, error, dataUpdatedAt, isPlaceholderData } = useQuery({
    ...costsQuery({ from: yesterday, to: null, bucket: "hour", groupBy: "provider", timeZone }),
    enabled: showsCosts,
    refetchIntervalInBackground: true,
  });

  // At midnight the query changes; until it is answered, the last answer to the previous one is shown.
  const [lastCosts, setLastCosts] = useState<LastCosts | null>(null);
  if (isRefused(error)) {
    if (lastCosts !== null) setLastCosts(null);
  } else if (data !== undefined && !isPlaceholderData && dataUpdatedAt !== lastCosts?.updatedAt) {
    setLastCosts({ costs: data, updatedAt: dataUpdatedAt, receivedAt: serverClock.now() });
  }
  const oldAt = (now: EpochMs) => lastCosts && oldCostsOf({ ...lastCosts, error }, now);
  const reason = useServerTime((now) => oldAt(now)?.reason ?? null);
  const asOf = useServerTime((now) => {
    const old = oldAt(now);
    return old && timeWords(old.at, now, clockZone);
  });
  const costs = lastCosts?.costs ?? null;
  return useMemo(() => ({ costs, asOf, reason, error }), [costs, asOf, reason, error]);
}
