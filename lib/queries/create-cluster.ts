import type { Cluster } from "@/lib/contract/fleet";
import { clusterShape } from "@/lib/contract/shapes/fleet";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { PROVIDER_TIMEOUT_MS, RequestError, requestJson } from "./request";

/** Creates a cluster: the server waits for the provider, then reads its list if needed. Never sent twice: see `mayExist`. */
export function createCluster(accountId: string, order: Order): Promise<Cluster> {
  const path = `/api/accounts/${encodeURIComponent(accountId)}/clusters`;
  return requestJson(path, clusterShape, { method: "POST", body: order, timeoutMs: PROVIDER_TIMEOUT_MS });
}

/** Whether the cluster may have been created despite this error: the server says so, or it failed and cannot tell. */
export function mayExist(error: Error): boolean {
  if (!(error instanceof RequestError) || error.status === null) return true;
  // Even an order that was carried out may be answered with something that this page cannot read.
  const isAnswerLost = error.code === "unreadable" || (error.code === "bad-response" && error.status < 400);
  const isBroken = error.status >= 500 && (error.code === "bad-response" || error.code === "internal");
  return error.more.mayExist ?? (isAnswerLost || isBroken);
}
