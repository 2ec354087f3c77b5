import { queryOptions } from "@tanstack/react-query";
import { createdShareLinkShape, shareLinkShape, shareLinksShape } from "@/lib/contract/shapes/share-link";
import type { CreatedShareLink, NewShareLink, ShareLink } from "@/lib/contract/share-link";
import { requestJson } from "./request";

const PATH = "/api/share-links";
const POLL_MS = 30_000;

/** All links, including those that have ended. */
export const shareLinksQuery = queryOptions({
  queryKey: ["share-links"],
  queryFn: async ({ signal }) => (await requestJson(PATH, shareLinksShape, { signal })).shareLinks,
  structuralSharing: true,
  refetchInterval: POLL_MS,
  refetchIntervalInBackground: false,
});

export function createShareLink(link: NewShareLink): Promise<CreatedShareLink> {
  return requestJson(PATH, createdShareLinkShape, { method: "POST", body: link });
}

export function revokeShareLink(linkId: string): Promise<ShareLink> {
  return requestJson(`${PATH}/${linkId}`, shareLinkShape, { method: "DELETE" });
}
