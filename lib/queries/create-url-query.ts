import { queryOptions } from "@tanstack/react-query";
import { createUrlSchema } from "@/lib/contract/create-url";
import { requestJson } from "./request";

/** The URL to which a connection's create calls go: fixed while the server runs. */
export function createUrlQuery(connectionId: string) {
  return queryOptions({
    queryKey: ["create-url", connectionId],
    queryFn: ({ signal }) =>
      requestJson(`/api/connections/${encodeURIComponent(connectionId)}/create-url`, createUrlSchema, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
