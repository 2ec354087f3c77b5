import "server-only";
import {
  guestClusterDetailSchema,
  guestCostsSchema,
  guestFleetSchema,
  guestTimelineSchema,
} from "@/lib/contract/guest";
import { defineRoute, type PersonInput } from "../../http/define-route";
import { holderOf } from "../../http/holder-of";
import { requesterOf } from "../../http/requester-of";
import { sendRevision, WAIT_QUERY } from "../../http/send-revision";
import { requireShareLink } from "../../sharing/links/require-share-link";
import type { StoredLink } from "../../sharing/links/stored-link";
import { COST_QUERY } from "../../views/costs/cost-query";
import { TIMELINE_QUERY } from "../../views/timeline/timeline-query";
import { guestClusterAnswer } from "./guest-cluster";
import { sendGuestCosts } from "./guest-costs";
import { guestTimeline } from "./guest-timeline";

const PREVIEW = { method: "GET", audience: "operator" } as const;

/** What the guests of a link see, for people who want to check it before they hand the link out. */
function ofLink<Answer>(run: (link: StoredLink, input: PersonInput) => Promise<Answer>) {
  return async (input: PersonInput) => run(await findLink(input), input);
}

function findLink({ application, param }: PersonInput): Promise<StoredLink> {
  return requireShareLink(application.shareLinks, param("linkId"));
}

/** What a held preview needs besides its answer. */
function previewAsking(link: StoredLink, input: PersonInput) {
  const { application, person, request } = input;
  const admitAgain = async () => {
    await input.identifyAgain();
    return findLink(input);
  };
  return {
    request,
    heldAnswers: application.heldAnswers,
    holder: () => holderOf({ person, request }),
    viewer: link,
    admitAgain,
  };
}

export const previewClusters = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters",
  summary: "The fleet as the guests of a link see it",
  query: WAIT_QUERY,
  answer: guestFleetSchema,
  run: ofLink((link, input) =>
    sendRevision({ ...previewAsking(link, input), current: input.application.guestFleetAnswers.of }),
  ),
});

export const previewCluster = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters/{alias}",
  summary: "One cluster as the guests of a link see it",
  query: WAIT_QUERY,
  answer: guestClusterDetailSchema,
  run: ofLink((link, input) =>
    sendRevision({
      ...previewAsking(link, input),
      current: (viewer) =>
        guestClusterAnswer(input.application, viewer, input.param("alias"), input.application.coordination.now()),
    }),
  ),
});

export const previewTimeline = defineRoute({
  ...PREVIEW,
  path: "/api/share-links/{linkId}/preview/clusters/{alias}/timeline",
  summary: "The timeline of a cluster as the guests of a link see it",
  query: TIMELINE_QUERY,
  answer: guestTimelineSchema,
  run: ofLink((link, { application, param, person, request }) => {
    const now = application.coordination.now();
    const query = { alias: param("alias"), request, now, requester: requesterOf({ person, request }) };
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
    sendGuestCosts(application, link, {
      ...{ request, now: application.coordination.now(), requester: requesterOf({ person, request }) },
    }),
  ),
});
