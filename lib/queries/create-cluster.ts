import { type Cluster, clusterSchema } from "@/lib/contract/fleet";
import type { NewCluster } from "@/lib/domain/new-cluster";
import { RequestError, requestJson } from "./request";

/** The server waits for the provider, then reads its list if need be. */
const TIMEOUT_MS = 30_000;

/** Has a cluster created. Sent once, whatever happens: see `mayExist`. */
export function createCluster(connectionId: string, order: NewCluster): Promise<Cluster> {
  const path = `/api/connections/${encodeURIComponent(connectionId)}/clusters`;
  return requestJson(path, clusterSchema, { method: "POST", body: order, timeoutMs: TIMEOUT_MS });
}

/** Whether the cluster may have been created although this went wrong: the server says so, or it broke and cannot tell. */
export function mayExist(error: Error): boolean {
  if (!(error instanceof RequestError) || error.status === null) return true;
  const isBroken = error.status >= 500 && (error.code === "bad-response" || error.code === "internal");
  return error.more.mayExist ?? isBroken;
}
