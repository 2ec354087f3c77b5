import "server-only";
import {
  createdShareLinkSchema,
  newShareLinkSchema,
  shareLinkSchema,
  shareLinksSchema,
} from "@/lib/contract/share-link";
import { defineRoute } from "../../http/define-route";
import { createShareLink } from "./create-share-link";
import { listShareLinks } from "./list-share-links";
import { revokeShareLink } from "./revoke-share-link";

export const listLinks = defineRoute({
  method: "GET",
  path: "/api/share-links",
  audience: "operator",
  summary: "Share links, newest first",
  answer: shareLinksSchema,
  run: async ({ application }) => ({ shareLinks: await listShareLinks(application) }),
});

export const createLink = defineRoute({
  method: "POST",
  path: "/api/share-links",
  audience: "operator",
  summary: "Create a share link; its address is shown only once",
  body: newShareLinkSchema,
  status: 201,
  answer: createdShareLinkSchema,
  run: createShareLink,
});

export const revokeLink = defineRoute({
  method: "DELETE",
  path: "/api/share-links/{linkId}",
  audience: "operator",
  summary: "Revoke a share link",
  answer: shareLinkSchema,
  run: ({ application, person, param, request }) => revokeShareLink(application, person, param("linkId"), request),
});
