import { queryOptions } from "@tanstack/react-query";
import type { Channel, ChannelChange, NewChannel } from "@/lib/contract/alerts/alert-channels";
import {
  channelDeliveriesShape,
  channelShape,
  channelsShape,
  channelTestShape,
} from "@/lib/contract/shapes/alerts/alert-channels";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { PROVIDER_TIMEOUT_MS, requestJson } from "../request";
import { ALERTS_KEY } from "./firing-alerts-query";

const PATH = "/api/channels";
const POLL_MS = 15_000;

/** The channels, with how they do, and the types that can be added. */
export const channelsQuery = queryOptions({
  queryKey: [...ALERTS_KEY, "channels"],
  queryFn: ({ signal }) => requestJson(PATH, channelsShape, { signal }),
  refetchInterval: POLL_MS,
  refetchIntervalInBackground: false,
});

export function channelDeliveriesQuery(channelId: string) {
  return queryOptions({
    queryKey: [...channelsQuery.queryKey, channelId],
    queryFn: async ({ signal }) =>
      (await requestJson(`${pathOf(channelId)}/deliveries`, channelDeliveriesShape, { signal })).deliveries,
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
  });
}

export function addChannel(channel: NewChannel): Promise<Channel> {
  return requestJson(PATH, channelShape, { method: "POST", body: channel });
}

export function changeChannel(channelId: string, change: ChannelChange): Promise<Channel> {
  return requestJson(pathOf(channelId), channelShape, { method: "PATCH", body: change });
}

export async function removeChannel(channelId: string): Promise<void> {
  await requestJson(pathOf(channelId), doneShape, { method: "DELETE" });
}

/** Sends a message that says that it is a test, and tells what came back. */
export function testChannel(channelId: string) {
  return requestJson(`${pathOf(channelId)}/test`, channelTestShape, {
    ...{ method: "POST", body: {} },
    timeoutMs: PROVIDER_TIMEOUT_MS,
  });
}

function pathOf(channelId: string): string {
  return `${PATH}/${encodeURIComponent(channelId)}`;
}
