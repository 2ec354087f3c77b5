import "server-only";
import { fleetSchema } from "@/lib/contract/fleet";
import { refreshSchema } from "@/lib/contract/operations";
import { defineRoute } from "../../http/define-route";
import { reloadFormerPage } from "../../http/former-page";
import { holderOf } from "../../http/holder-of";
import { sendPreview } from "../../http/send-preview";
import { sendRevision, WAIT_QUERY } from "../../http/send-revision";
import { readAccountNow } from "./read-account-now";

export const listClusters = defineRoute({
  method: "GET",
  path: "/api/clusters",
  audience: "viewer",
  summary: "The fleet",
  query: WAIT_QUERY,
  answer: fleetSchema,
  run: ({ application: { fleetAnswers, heldAnswers }, request, person, identifyAgain }) =>
    reloadFormerPage(request) ??
    sendRevision({
      ...{ request, heldAnswers, holder: () => holderOf({ person, request }) },
      ...{ viewer: person, admitAgain: identifyAgain, current: fleetAnswers.current },
    }),
});

export const refreshAccount = defineRoute({
  method: "POST",
  path: "/api/accounts/{accountId}/refresh",
  audience: "operator",
  summary: "Read one account now",
  status: 202,
  answer: refreshSchema,
  isLimited: true,
  run: ({ application, param }) => readAccountNow(application, param("accountId")),
});

export const drawFleet = defineRoute({
  method: "GET",
  path: "/api/preview.png",
  audience: "viewer",
  summary: "The preview picture that chats show for a link to the fleet",
  answer: { file: "image/png" },
  run: ({ application }) =>
    sendPreview(application, application.poller.store.accounts(), { id: "fleet", showsCosts: true }),
});
