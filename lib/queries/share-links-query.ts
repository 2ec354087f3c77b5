import { queryOptions } from "@tanstack/react-query";
import {
  type CreatedShareLink,
  createdShareLinkSchema,
  type NewShareLink,
  type ShareLink,
  shareLinkSchema,
  shareLinksSchema,
} from "@/lib/contract/share-link";
import { requestJson } from "./request";

const PATH = "/api/share-links";
const POLL_MS = 30_000;

/** All links, including those that have ended. */
export const shareLinksQuery = queryOptions({
  queryKey: ["share-links"],
  queryFn: async ({ signal }) => (await requestJson(PATH, shareLinksSchema, { signal })).shareLinks,
  structuralSharing: true,
  refetchInterval: POLL_MS,
  refetchIntervalInBackground: false,
});

export function createShareLink(link: NewShareLink): Promise<CreatedShareLink> {
  return requestJson(PATH, createdShareLinkSchema, { method: "POST", body: link });
}

export function revokeShareLink(linkId: string): Promise<ShareLink> {
  return requestJson(`${PATH}/${linkId}`, shareLinkSchema, { method: "DELETE" });
}
