import "server-only";
import { alertsSchema } from "@/lib/contract/alerts/alerts";
import { newSilenceSchema, silenceSchema, silencesSchema } from "@/lib/contract/alerts/silences";
import { doneSchema } from "@/lib/contract/sessions";
import { defineRoute } from "../../http/define-route";
import { answerAlerts } from "./alert-calls";
import { retryDelivery } from "./retry-delivery";
import { endSilence, listSilenceViews, makeSilence } from "./silence-calls";

export const listAlerts = defineRoute({
  method: "GET",
  path: "/api/alerts",
  audience: "viewer",
  summary: "Alerts, page by page: those that are open, worst first, and then those that are over, the latest first",
  query: {
    state: "`firing`, `pending` or `resolved`; all unless given",
    from: "A time: only alerts that were open then or later",
    to: "A time: only alerts that began before",
    q: "Only alerts with this text in their words, names or ids",
    before: "The `before` of the previous page",
  },
  answer: alertsSchema,
  run: ({ application, person, request }) => answerAlerts(application, { person, request }),
});

export const retryMessage = defineRoute({
  method: "POST",
  path: "/api/deliveries/{deliveryId}/retry",
  audience: "operator",
  summary: "Send a message again",
  status: 202,
  answer: doneSchema,
  run: retryDelivery,
});

export const listSilences = defineRoute({
  method: "GET",
  path: "/api/silences",
  audience: "viewer",
  summary: "Silences that are not over",
  answer: silencesSchema,
  run: ({ application }) => ({ silences: listSilenceViews(application) }),
});

export const silenceAlerts = defineRoute({
  method: "POST",
  path: "/api/silences",
  audience: "operator",
  summary: "Send no messages about some alerts, until a time or in a window that comes back each week",
  body: newSilenceSchema,
  status: 201,
  answer: silenceSchema,
  run: makeSilence,
});

export const deleteSilence = defineRoute({
  method: "DELETE",
  path: "/api/silences/{silenceId}",
  audience: "operator",
  summary: "End a silence; what still fires is said",
  answer: doneSchema,
  run: endSilence,
});
