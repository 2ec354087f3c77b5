import { type Cluster, clusterSchema } from "@/lib/contract/fleet";
import type { Order } from "@/lib/domain/cluster/parse-order";
import { PROVIDER_TIMEOUT_MS, RequestError, requestJson } from "./request";

/** Has a cluster created: the server waits for the provider, then reads its list if need be. Sent once, whatever happens: see `mayExist`. */
export function createCluster(connectionId: string, order: Order): Promise<Cluster> {
  const path = `/api/connections/${encodeURIComponent(connectionId)}/clusters`;
  return requestJson(path, clusterSchema, { method: "POST", body: order, timeoutMs: PROVIDER_TIMEOUT_MS });
}

/** Whether the cluster may have been created although this went wrong: the server says so, or it broke and cannot tell. */
export function mayExist(error: Error): boolean {
  if (!(error instanceof RequestError) || error.status === null) return true;
  const isBroken = error.status >= 500 && (error.code === "bad-response" || error.code === "internal");
  return error.more.mayExist ?? isBroken;
}
