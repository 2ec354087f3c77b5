import { queryOptions } from "@tanstack/react-query";
import { type CostGrouping, costsSchema } from "@/lib/contract/costs";
import type { CalendarDate } from "@/lib/domain/calendar-date";
import type { BucketUnit } from "@/lib/domain/time-window";
import { requestJson } from "./request";

const COSTS_PATH = "/api/costs";
const POLL_MS = 60_000;

export interface CostsQuestion {
  /** The first day; `null` is history's beginning. */
  from: CalendarDate | null;
  /** The day after the last; `null` is now. */
  to: CalendarDate | null;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  timeZone: string;
  clusterId?: string;
}

/** Costs of a range. While another range of the same clusters loads, the last answer stays. */
export function costsQuery(question: CostsQuestion) {
  return queryOptions({
    queryKey: ["costs", question] as const,
    queryFn: ({ signal }) => requestJson(`${COSTS_PATH}?${searchOf({ ...question })}`, costsSchema, { signal }),
    structuralSharing: true,
    placeholderData: (previous, query) => (query?.queryKey[1].clusterId === question.clusterId ? previous : undefined),
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
  });
}

/** Where the same range is to be had as a file. */
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
