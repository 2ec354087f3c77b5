import "server-only";
import { MAX_GUEST_COST_BUCKETS } from "@/lib/contract/costs";
import {
  sharedClusterDetailSchema,
  sharedCostsSchema,
  sharedFleetSchema,
  sharedTimelineSchema,
  unlockedSchema,
} from "@/lib/contract/shared";
import { defineRoute } from "../../http/define-route";
import { sendFleet } from "../../http/send-fleet";
import { sendJson } from "../../http/send-json";
import { sendPreview } from "../../http/send-preview";
import { COST_QUERY } from "../../views/costs/cost-question";
import { TIMELINE_QUERY } from "../../views/timeline/timeline-question";
import { noteDisplay } from "./note-display";
import { forGuests } from "./open-link";
import { sharedCluster } from "./shared-cluster";
import { sendSharedCosts } from "./shared-costs";
import { sharedTimeline } from "./shared-timeline";
import { unlockLink } from "./unlock-link";

const GUESTS_GET = { method: "GET", audience: "guest", isLimited: true } as const;

export const listGuestClusters = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/clusters",
  summary: "The fleet of a share link",
  answer: sharedFleetSchema,
  run: forGuests(async ({ application, link, request }) => {
    await noteDisplay(application, link, request, Date.now());
    return sendFleet(await application.sharedFleetAnswers.of(link), request);
  }, "page"),
});

export const showGuestCluster = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/clusters/{alias}",
  summary: "One cluster of a share link",
  answer: sharedClusterDetailSchema,
  run: forGuests(async ({ application, link, param }) =>
    sendJson(sharedClusterDetailSchema, await sharedCluster(application, link, param("alias"), Date.now())),
  ),
});

export const showGuestTimeline = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/clusters/{alias}/timeline",
  summary: "What a cluster of a share link was, and when",
  query: TIMELINE_QUERY,
  answer: sharedTimelineSchema,
  run: forGuests(async ({ application, link, param, request }) => {
    const asker = { kind: "guest", key: link.id } as const;
    const question = { alias: param("alias"), request, now: Date.now(), asker };
    return sendJson(sharedTimelineSchema, await sharedTimeline(application, link, question));
  }),
});

export const showGuestCosts = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/costs",
  summary: `What the clusters of a share link cost, as /api/costs; at most ${MAX_GUEST_COST_BUCKETS} buckets`,
  query: COST_QUERY,
  answer: sharedCostsSchema,
  run: forGuests(({ application, link, request }) =>
    sendSharedCosts(application, link, { request, now: Date.now(), asker: { kind: "guest", key: link.id } }),
  ),
});

export const drawLink = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/preview.png",
  summary:
    "The picture that a chat shows for the link: a headline over what its guests see. A link with a password has none",
  answer: { file: "image/png" },
  run: forGuests(async ({ application, link }) => {
    const snapshots = await application.guestFleets.snapshots(link);
    return sendPreview(application, snapshots, { id: link.id, showsCosts: link.show.costs });
  }, "picture"),
});

export const unlock = defineRoute({
  method: "POST",
  path: "/api/shared/{token}/unlock",
  audience: "guest",
  summary: "Open a share link with its password, sent as a form",
  answer: unlockedSchema,
  isLimited: true,
  run: ({ application, param, request }) => unlockLink(application, param("token"), request),
});
