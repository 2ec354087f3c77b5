import "server-only";
import { z } from "zod/mini";
import { costsSchema } from "@/lib/contract/costs";
import type { Person } from "../access/person";
import type { Application } from "../application";
import { clientAddress } from "../door/client-address";
import { ALL_CLUSTERS } from "../history/cluster-filter";
import { costLabels } from "../views/cost-labels";
import { costsView } from "../views/costs-view";
import { readCostQuestion } from "./cost-question";
import { requireHistory } from "./require-history";
import { sendJsonText } from "./send-json";

/** `GET /api/costs` */
export async function sendCosts(application: Application, person: Person, request: Request): Promise<Response> {
  const { kept, configuration, poller, costAnswers } = application;
  const asked = {
    question: readCostQuestion(request, configuration.timeZone),
    source: { history: requireHistory(kept), now: Date.now(), filter: ALL_CLUSTERS },
    // Where nobody signs in, all are one person.
    asker: { kind: "person", key: `${person.id} ${clientAddress(request.headers) ?? ""}` },
    audience: "people",
    signal: request.signal,
  } as const;
  const text = await costAnswers.answer(asked, async (facts) => {
    const labels = costLabels(configuration.budgets, poller.store.connections());
    return JSON.stringify(z.parse(costsSchema, costsView(facts, labels)));
  });
  return sendJsonText(text);
}
