import { queryOptions } from "@tanstack/react-query";
import { orderCommandSchema, orderFormSchema } from "@/lib/contract/order-form";
import type { Order } from "@/lib/domain/cluster/parse-order";
import { requestJson } from "./request";

/** What may be ordered at a connection: fixed while the server runs. */
export function orderFormQuery(connectionId: string) {
  return queryOptions({
    queryKey: ["order-form", connectionId],
    queryFn: ({ signal }) =>
      requestJson(`/api/connections/${encodeURIComponent(connectionId)}/order-form`, orderFormSchema, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The same order as a command for a shell. */
export function orderCommandQuery(connectionId: string, order: Order) {
  const path = `/api/connections/${encodeURIComponent(connectionId)}/order-command`;
  return queryOptions({
    queryKey: ["order-command", connectionId, order],
    queryFn: ({ signal }) => requestJson(path, orderCommandSchema, { method: "POST", body: order, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
