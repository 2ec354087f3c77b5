import { queryOptions } from "@tanstack/react-query";
import { orderCommandShape, orderFormShape } from "@/lib/contract/shapes/order-form";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { requestJson } from "./request";

/** What may be ordered at an account: fixed while the server runs. */
export function orderFormQuery(accountId: string) {
  return queryOptions({
    queryKey: ["order-form", accountId],
    queryFn: ({ signal }) =>
      requestJson(`/api/accounts/${encodeURIComponent(accountId)}/order-form`, orderFormShape, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The same order as a command for a shell. */
export function orderCommandQuery(accountId: string, order: Order) {
  const path = `/api/accounts/${encodeURIComponent(accountId)}/order-command`;
  return queryOptions({
    queryKey: ["order-command", accountId, order],
    queryFn: ({ signal }) => requestJson(path, orderCommandShape, { method: "POST", body: order, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
