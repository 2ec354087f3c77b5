import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isRefused } from "@/lib/queries/page-poll-interval";
import type { RequestError } from "@/lib/queries/request";

/**
 * Whether the server refuses this screen, until a good answer arrives, whatever else comes in between. What the screen was allowed
 * to show before is discarded.
 */
export function useRefusal({ data, error }: Pick<UseQueryResult, "data" | "error">): RequestError | null {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<RequestError | null>(null);
  if (isRefused(error) && error !== refusal) setRefusal(error);
  // Discarded data does not come back on its own, so this must be a newer answer.
  if (error === null && data !== undefined && refusal !== null) setRefusal(null);

  useEffect(() => {
    if (refusal === null) return;
    client.removeQueries({ type: "inactive" });
    // With what remains, the screen keeps polling.
    for (const query of client.getQueryCache().getAll()) query.setState({ data: undefined, dataUpdatedAt: 0 });
  }, [client, refusal]);
  return refusal;
}
