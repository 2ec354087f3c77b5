import { queryOptions } from "@tanstack/react-query";
import { createFleetReader } from "./fleet-reader";
import { requestJson } from "./request";

export const FLEET_PATH = "/api/clusters";
export const VISIBLE_POLL_MS = 5_000;
const HIDDEN_POLL_MS = 60_000;

const fleetReader = createFleetReader();

/** All clusters of all connections, polled for as long as somebody shows them. */
export const fleetQuery = queryOptions({
  queryKey: ["fleet"],
  queryFn: ({ signal }) => requestJson(FLEET_PATH, fleetReader, { signal }),
  refetchInterval: () => pollInterval(),
});

/** How often a page asks: rarely while nobody can see it. (React Query also asks while the server renders.) */
export function pollInterval(): number {
  const isHidden = typeof document !== "undefined" && document.visibilityState === "hidden";
  return isHidden ? HIDDEN_POLL_MS : VISIBLE_POLL_MS;
}
