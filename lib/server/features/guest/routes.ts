import "server-only";
import { MAX_GUEST_COST_BUCKETS } from "@/lib/contract/costs";
import {
  guestClusterDetailSchema,
  guestCostsSchema,
  guestFleetSchema,
  guestTimelineSchema,
  unlockedSchema,
} from "@/lib/contract/guest";
import { defineRoute } from "../../http/define-route";
import { reloadFormerWall } from "../../http/former-page";
import { guestHolderOf } from "../../http/holder-of";
import { sendJson } from "../../http/send-json";
import { sendPreview } from "../../http/send-preview";
import { sendRevision, WAIT_QUERY } from "../../http/send-revision";
import { namesFormerRevision } from "../../sharing/guests/guest-revision";
import { COST_QUERY } from "../../views/costs/cost-query";
import { TIMELINE_QUERY } from "../../views/timeline/timeline-query";
import { guestClusterAnswer } from "./guest-cluster";
import { sendGuestCosts } from "./guest-costs";
import { guestTimeline } from "./guest-timeline";
import { noteDisplay } from "./note-display";
import { forGuests } from "./open-link";
import { unlockLink } from "./unlock-link";

const GUESTS_GET = { method: "GET", audience: "guest", isLimited: true } as const;

export const listGuestClusters = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/clusters",
  summary: "The fleet of a share link",
  query: WAIT_QUERY,
  answer: guestFleetSchema,
  run: forGuests(async ({ application, link, openAgain, request }) => {
    await noteDisplay(application, link, request, application.coordination.now());
    if (namesFormerRevision(link, request.headers.get("if-none-match"))) return reloadFormerWall();
    const { heldAnswers, guestFleetAnswers } = application;
    return sendRevision({
      ...{ request, heldAnswers, holder: () => guestHolderOf(request) },
      ...{ viewer: link, admitAgain: openAgain, current: guestFleetAnswers.of },
    });
  }, "page"),
});

export const showGuestCluster = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/clusters/{alias}",
  summary: "One cluster of a share link",
  query: WAIT_QUERY,
  answer: guestClusterDetailSchema,
  run: forGuests(({ application, link, openAgain, param, request }) =>
    sendRevision({
      ...{ request, heldAnswers: application.heldAnswers, holder: () => guestHolderOf(request) },
      ...{ viewer: link, admitAgain: openAgain },
      current: (viewer) => guestClusterAnswer(application, viewer, param("alias"), application.coordination.now()),
    }),
  ),
});

export const showGuestTimeline = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/clusters/{alias}/timeline",
  summary: "The states of a share link's cluster over time",
  query: TIMELINE_QUERY,
  answer: guestTimelineSchema,
  run: forGuests(async ({ application, link, param, request }) => {
    const requester = { kind: "guest", key: link.id } as const;
    const query = { alias: param("alias"), request, now: application.coordination.now(), requester };
    return sendJson(guestTimelineSchema, await guestTimeline(application, link, query));
  }),
});

export const showGuestCosts = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/costs",
  summary: `What the clusters of a share link have cost, like /api/costs; at most ${MAX_GUEST_COST_BUCKETS} buckets`,
  query: COST_QUERY,
  answer: guestCostsSchema,
  run: forGuests(({ application, link, request }) =>
    sendGuestCosts(application, link, {
      ...{ request, now: application.coordination.now(), requester: { kind: "guest", key: link.id } },
    }),
  ),
});

export const drawLink = defineRoute({
  ...GUESTS_GET,
  path: "/api/shared/{token}/preview.png",
  summary:
    "The preview picture that chats show for the link: a headline over what its guests see. A link with a password has none",
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
  summary: "Open a share link with its password",
  form: { password: "The link's password" },
  answer: unlockedSchema,
  isLimited: true,
  run: ({ application, param, request }) => unlockLink(application, param("token"), request),
});
