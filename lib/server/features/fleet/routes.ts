import "server-only";
import { fleetSchema } from "@/lib/contract/fleet";
import { refreshSchema } from "@/lib/contract/operations";
import { defineRoute } from "../../http/define-route";
import { reloadFormerPage } from "../../http/former-page";
import { sendFleet } from "../../http/send-fleet";
import { sendPreview } from "../../http/send-preview";
import { readAccountNow } from "./read-account-now";

export const listClusters = defineRoute({
  method: "GET",
  path: "/api/clusters",
  audience: "viewer",
  summary: "The fleet",
  answer: fleetSchema,
  run: ({ application, request }) =>
    reloadFormerPage(request) ?? sendFleet(application.fleetAnswers.current(), request),
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
