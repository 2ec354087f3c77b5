import "server-only";
import { z } from "zod/mini";
import { costsSchema } from "@/lib/contract/costs";
import type { Application } from "../application";
import { ALL_CLUSTERS } from "../history/cluster-filter";
import { costLabels } from "../views/cost-labels";
import { costsView } from "../views/costs-view";
import { askerOf, type Visitor } from "./asker-of";
import { readCostQuestion } from "./cost-question";
import { sendJsonText } from "./send-json";
import { requireOpen } from "./storage-problem";

/** `GET /api/costs` */
export async function sendCosts(application: Application, visitor: Visitor): Promise<Response> {
  const { request } = visitor;
  const { kept, configuration, poller, costAnswers } = application;
  const asked = {
    question: readCostQuestion(request, configuration.timeZone),
    source: { history: requireOpen(kept), now: Date.now(), filter: ALL_CLUSTERS },
    asker: askerOf(visitor),
    audience: "people",
    signal: request.signal,
  };
  const text = await costAnswers.answer(asked, async (facts) => {
    const labels = costLabels(configuration.budgets, poller.store.connections());
    return JSON.stringify(z.parse(costsSchema, costsView(facts, labels)));
  });
  return sendJsonText(text);
}
