import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditFilterQuery } from "@/lib/contract/audit";
import { auditPageShape } from "@/lib/contract/shapes/audit";
import { requestJson } from "./request";

/** The audit log, newest first, page by page into the past. */
export function auditQuery(filter: AuditFilterQuery) {
  return infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) =>
      requestJson(`/api/audit?${searchOf({ ...filter, before: pageParam ?? undefined })}`, auditPageShape, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
  });
}

/** Where a browser downloads the filtered log. */
export function auditExportPath(filter: AuditFilterQuery): string {
  return `/api/audit/export?${searchOf(filter)}`;
}

function searchOf(values: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
