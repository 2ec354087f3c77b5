import "server-only";
import type { Order } from "@/lib/domain/cluster/order/parse-order";

/** The body of Fireworks' create call. */
export function createRequestOf({ clusterId, ...cluster }: Order): object {
  return { cluster, clusterId };
}
