import { queryOptions } from "@tanstack/react-query";
import { demoInboxShape } from "@/lib/contract/shapes/alerts/demo-inbox";
import { requestJson } from "../request";
import { ALERTS_KEY } from "./firing-alerts-query";

const POLL_MS = 10_000;

/** What the demo's channels were sent. */
export const inboxQuery = queryOptions({
  queryKey: [...ALERTS_KEY, "inbox"],
  queryFn: async ({ signal }) => (await requestJson("/api/demo/inbox", demoInboxShape, { signal })).messages,
  refetchInterval: POLL_MS,
  refetchIntervalInBackground: false,
});
