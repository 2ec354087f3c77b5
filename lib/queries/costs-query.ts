import { queryOptions } from "@tanstack/react-query";
import type { CostGrouping, Costs } from "@/lib/contract/costs";
import { costsShape } from "@/lib/contract/shapes/costs";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { BucketUnit } from "@/lib/domain/time/time-window";
import { RequestError, requestJson } from "./request";

const COSTS_PATH = "/api/costs";
const POLL_MS = MINUTE_MS;
const MIN_RETRY_MS = 2_000;

export interface CostsQuery {
  /** The first day; `null` for the beginning of history. */
  from: CalendarDate | null;
  /** The day after the last one; `null` for now. */
  to: CalendarDate | null;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  /** In which the range and its buckets begin; `null` for the billing time zone. */
  timeZone: string | null;
  clusterId?: string;
}

/** How long until costs are requested again: if the server is too busy, when it says. */
export function costsPollMs(error: Error | null): number {
  const retryAfterMs = error instanceof RequestError ? error.more.retryAfterMs : undefined;
  return retryAfterMs === undefined ? POLL_MS : Math.min(Math.max(retryAfterMs, MIN_RETRY_MS), POLL_MS);
}

/** The costs of a range. */
export function costsQuery(query: CostsQuery) {
  return costsQueryAt(COSTS_PATH, query, (path, signal) => requestJson(path, costsShape, { signal }));
}

/** The costs at `path`. While another range of the same clusters loads, the last answer stays. */
export function costsQueryAt(
  path: string,
  query: CostsQuery,
  ask: (path: string, signal: AbortSignal) => Promise<Costs>,
) {
  return queryOptions({
    queryKey: ["costs", path, query] as const,
    queryFn: ({ signal }) => ask(`${path}?${searchOf({ ...query })}`, signal),
    structuralSharing: true,
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[2].clusterId === query.clusterId ? previous : undefined,
    refetchInterval: ({ state }) => costsPollMs(state.error),
    refetchIntervalInBackground: false,
  });
}

/** Where to download the same range as a file. */
export function costsExportPath(
  format: "csv" | "focus",
  { from, to, bucket, timeZone }: Omit<CostsQuery, "groupBy" | "clusterId">,
): string {
  const detail = format === "csv" ? { bucket } : {};
  return `${COSTS_PATH}/export?${searchOf({ format, from, to, ...detail, timeZone })}`;
}

function searchOf(parameters: Record<string, string | null>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return new URLSearchParams(given).toString();
}
