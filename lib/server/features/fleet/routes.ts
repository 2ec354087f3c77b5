import "server-only";
import { firingAlertsSchema } from "@/lib/contract/alerts/firing-alerts";
import { fleetSchema } from "@/lib/contract/fleet";
import { ALERTS_HEADER } from "@/lib/contract/fleet-seen";
import { refreshSchema } from "@/lib/contract/operations";
import type { FiringAlerts } from "../../alerts/firing-alerts";
import { defineRoute } from "../../http/define-route";
import { reloadFormerPage } from "../../http/former-page";
import { holderOf } from "../../http/holder-of";
import { sendPreview } from "../../http/send-preview";
import { sendRevision, WAIT_QUERY } from "../../http/send-revision";
import { requireOpen } from "../../store/storage-refusal";
import { readAccountNow } from "./read-account-now";

export const listClusters = defineRoute({
  method: "GET",
  path: "/api/clusters",
  audience: "viewer",
  summary: "The fleet",
  query: WAIT_QUERY,
  answer: fleetSchema,
  run: ({ application: { fleetAnswers, heldAnswers, firingAlerts }, request, person, identifyAgain }) =>
    reloadFormerPage(request) ??
    sendRevision({
      ...{ request, heldAnswers, holder: () => holderOf({ person, request }) },
      ...{ viewer: person, admitAgain: identifyAgain, current: fleetAnswers.current },
      headers: () => alertsHeader(firingAlerts()),
    }),
});

export const listFiringAlerts = defineRoute({
  method: "GET",
  path: "/api/alerts/firing",
  audience: "viewer",
  summary: "What fires, as pages mark it: without what changes while the same alerts fire",
  answer: firingAlertsSchema,
  run: ({ application: { stored, firingAlerts } }) => {
    requireOpen(stored);
    return { alerts: [...(firingAlerts()?.alerts ?? [])] };
  },
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

function alertsHeader(firing: FiringAlerts | null): Record<string, string> {
  return firing === null ? {} : { [ALERTS_HEADER]: firing.tag };
}
