import { queryOptions } from "@tanstack/react-query";
import { type CostGrouping, type Costs, costsSchema } from "@/lib/contract/costs";
import { sharedCostsSchema } from "@/lib/contract/shared";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { BucketUnit } from "@/lib/domain/time/time-window";
import { costsFromShared } from "./from-shared";
import { RequestError, requestJson } from "./request";

const COSTS_PATH = "/api/costs";
const POLL_MS = MINUTE_MS;
const MIN_RETRY_MS = 2_000;

export interface CostsQuestion {
  /** The first day; `null` for the beginning of history. */
  from: CalendarDate | null;
  /** The day after the last one; `null` for now. */
  to: CalendarDate | null;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  timeZone: string;
  clusterId?: string;
}

/** How long until costs are requested again: if the server is too busy, when it says. */
export function costsPollMs(error: Error | null): number {
  const retryAfterMs = error instanceof RequestError ? error.more.retryAfterMs : undefined;
  return retryAfterMs === undefined ? POLL_MS : Math.min(Math.max(retryAfterMs, MIN_RETRY_MS), POLL_MS);
}

/** The costs of a range. */
export function costsQuery(question: CostsQuestion) {
  return costsQueryAt(COSTS_PATH, question, (path, signal) => requestJson(path, costsSchema, { signal }));
}

/** The costs of a share link's clusters, with its API below `path`. A single cluster is named by its alias. */
export function sharedCostsQuery(path: string, question: CostsQuestion) {
  return costsQueryAt(`${path}/costs`, question, async (asked, signal) =>
    costsFromShared(await requestJson(asked, sharedCostsSchema, { signal })),
  );
}

/** The costs at `path`. While another range of the same clusters loads, the last answer stays. */
function costsQueryAt(
  path: string,
  question: CostsQuestion,
  ask: (path: string, signal: AbortSignal) => Promise<Costs>,
) {
  return queryOptions({
    queryKey: ["costs", path, question] as const,
    queryFn: ({ signal }) => ask(`${path}?${searchOf({ ...question })}`, signal),
    structuralSharing: true,
    placeholderData: (previous, query) => (query?.queryKey[2].clusterId === question.clusterId ? previous : undefined),
    refetchInterval: ({ state }) => costsPollMs(state.error),
    refetchIntervalInBackground: false,
  });
}

/** Where to download the same range as a file. */
export function costsExportPath(
  format: "csv" | "focus",
  { from, to, bucket, timeZone }: Omit<CostsQuestion, "groupBy" | "clusterId">,
): string {
  const detail = format === "csv" ? { bucket } : {};
  return `${COSTS_PATH}/export?${searchOf({ format, from, to, ...detail, timeZone })}`;
}

function searchOf(parameters: Record<string, string | null>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return new URLSearchParams(given).toString();
}
