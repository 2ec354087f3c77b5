import "server-only";
import { costsSchema } from "@/lib/contract/costs";
import type { Application } from "../application";
import { ALL_CLUSTERS } from "../history/cluster-filter";
import { costLabels } from "../views/cost-labels";
import { readCostQuestion, requireCosts } from "./cost-question";
import { requireHistory } from "./require-history";
import { sendJson } from "./send-json";

/** `GET /api/costs` */
export async function sendCosts({ kept, configuration, poller }: Application, request: Request): Promise<Response> {
  const question = readCostQuestion(request, configuration.timeZone);
  const labels = costLabels(configuration.budgets, poller.store.connections());
  const context = { history: requireHistory(kept), now: Date.now(), filter: ALL_CLUSTERS, labels };
  return sendJson(costsSchema, await requireCosts(question, context));
}
