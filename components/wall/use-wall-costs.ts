import { useQuery } from "@tanstack/react-query";
import { useFleetSource } from "@/components/clusters/fleet-source";
import { addDays, dateAt } from "@/lib/domain/calendar-date";
import { useServerTime } from "@/lib/queries/use-server-now";

/** Today, this month, and the rates since yesterday, on the clocks of a zone. Not asked for where costs are not shown. */
export function useWallCosts(timeZone: string) {
  const { costs, showsCosts } = useFleetSource();
  const yesterday = useServerTime((now) => addDays(dateAt(now, timeZone), -1));
  return useQuery({
    ...costs({ from: yesterday, to: null, bucket: "hour", groupBy: "provider", timeZone }),
    enabled: showsCosts,
    refetchIntervalInBackground: true,
  });
}
