import "server-only";
import {
  guestClusterDetailSchema,
  guestCostsSchema,
  guestFleetSchema,
  guestTimelineSchema,
} from "@/lib/contract/guest";
import { askerOf } from "../../http/asker-of";
import { defineRoute, type PersonInput } from "../../http/define-route";
import { sendFleet } from "../../http/send-fleet";
import { requireShareLink } from "../../sharing/links/require-share-link";
import type { StoredLink } from "../../sharing/links/stored-link";
import { COST_QUERY } from "../../views/costs/cost-query";
import { TIMELINE_QUERY } from "../../views/timeline/timeline-query";
import { guestClusterDetail } from "./guest-cluster";
import { sendGuestCosts } from "./guest-costs";
import { guestTimeline } from "./guest-timeline";

const PREVIEW = { method: "GET", audience: "operator" } as const;

/** What the guests of a link see, for people who want to check it before they hand the link out. */
function ofLink<Answer>(run: (link: StoredLink, input: PersonInput) => Promise<Answer>) {
  return async (input: PersonInput) =>
    run(await requireShareLink(input.application.shareLinks, input.param("linkId")), input);
}

export const previewClusters = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters",
  summary: "The fleet as the guests of a link see it",
  answer: guestFleetSchema,
  run: ofLink(async (link, { application, request }) =>
    sendFleet(await application.guestFleetAnswers.of(link), request),
  ),
});

export const previewCluster = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters/{alias}",
  summary: "One cluster as the guests of a link see it",
  answer: guestClusterDetailSchema,
  run: ofLink((link, { application, param }) => guestClusterDetail(application, link, param("alias"), Date.now())),
});

export const previewTimeline = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters/{alias}/timeline",
  summary: "The timeline of a cluster as the guests of a link see it",
  query: TIMELINE_QUERY,
  answer: guestTimelineSchema,
  run: ofLink((link, { application, param, person, request }) => {
    const query = { alias: param("alias"), request, now: Date.now(), asker: askerOf({ person, request }) };
    return guestTimeline(application, link, query);
  }),
});

export const previewCosts = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/costs",
  summary: "Costs as the guests of a link see them",
  query: COST_QUERY,
  answer: guestCostsSchema,
  run: ofLink((link, { application, person, request }) =>
    sendGuestCosts(application, link, { request, now: Date.now(), asker: askerOf({ person, request }) }),
  ),
});
