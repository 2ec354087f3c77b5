import "server-only";
import {
  sharedClusterDetailSchema,
  sharedCostsSchema,
  sharedFleetSchema,
  sharedTimelineSchema,
} from "@/lib/contract/shared";
import { askerOf } from "../../http/asker-of";
import { defineRoute, type PersonInput } from "../../http/define-route";
import { sendFleet } from "../../http/send-fleet";
import { requireShareLink } from "../../sharing/links/require-share-link";
import type { StoredLink } from "../../sharing/links/stored-link";
import { COST_QUERY } from "../../views/costs/cost-question";
import { TIMELINE_QUERY } from "../../views/timeline/timeline-question";
import { sharedCluster } from "./shared-cluster";
import { sendSharedCosts } from "./shared-costs";
import { sharedTimeline } from "./shared-timeline";

const PREVIEW = { method: "GET", audience: "operator" } as const;

/** What the guests of a link are answered, for whoever wants to see it before handing the link out. */
function ofLink<Answer>(run: (link: StoredLink, input: PersonInput) => Promise<Answer>) {
  return async (input: PersonInput) =>
    run(await requireShareLink(input.application.shareLinks, input.param("linkId")), input);
}

export const previewClusters = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters",
  summary: "The fleet as the guests of a link see it",
  answer: sharedFleetSchema,
  run: ofLink(async (link, { application, request }) =>
    sendFleet(await application.sharedFleetAnswers.of(link), request),
  ),
});

export const previewCluster = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters/{alias}",
  summary: "One cluster as the guests of a link see it",
  answer: sharedClusterDetailSchema,
  run: ofLink((link, { application, param }) => sharedCluster(application, link, param("alias"), Date.now())),
});

export const previewTimeline = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters/{alias}/timeline",
  summary: "The timeline of a cluster as the guests of a link see it",
  query: TIMELINE_QUERY,
  answer: sharedTimelineSchema,
  run: ofLink((link, { application, param, person, request }) => {
    const question = { alias: param("alias"), request, now: Date.now(), asker: askerOf({ person, request }) };
    return sharedTimeline(application, link, question);
  }),
});

export const previewCosts = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/costs",
  summary: "Costs as the guests of a link see them",
  query: COST_QUERY,
  answer: sharedCostsSchema,
  run: ofLink((link, { application, person, request }) =>
    sendSharedCosts(application, link, { request, now: Date.now(), asker: askerOf({ person, request }) }),
  ),
});
