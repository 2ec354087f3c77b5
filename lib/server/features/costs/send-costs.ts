import "server-only";
import { z } from "zod/mini";
import { costsSchema } from "@/lib/contract/costs";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import type { Application } from "../../http/application";
import { askerOf, type Visitor } from "../../http/asker-of";
import { sendJsonText } from "../../http/send-json";
import { requireOpen } from "../../store/storage-refusal";
import { costLabels } from "../../views/costs/cost-labels";
import { readCostQuestion } from "../../views/costs/cost-question";
import { costsView } from "../../views/costs/costs-view";

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
