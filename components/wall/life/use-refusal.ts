import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isRefused } from "@/lib/queries/poll-interval";
import type { RequestError } from "@/lib/queries/request";

/**
 * That the server refuses this screen: until a good answer comes, whatever else comes in between. What the screen was allowed to show
 * before is forgotten.
 */
export function useRefusal({ data, error }: Pick<UseQueryResult, "data" | "error">): RequestError | null {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<RequestError | null>(null);
  if (isRefused(error) && error !== refusal) setRefusal(error);
  // What was forgotten does not come again by itself: this is of a newer answer.
  if (error === null && data !== undefined && refusal !== null) setRefusal(null);

  useEffect(() => {
    if (refusal === null) return;
    client.removeQueries({ type: "inactive" });
    // By what is left the screen goes on asking.
    for (const query of client.getQueryCache().getAll()) query.setState({ data: undefined, dataUpdatedAt: 0 });
  }, [client, refusal]);
  return refusal;
}
