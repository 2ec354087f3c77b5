import "server-only";
import { COST_GROUPINGS, costsSchema } from "@/lib/contract/costs";
import { BUCKET_UNITS, MAX_BUCKETS } from "@/lib/domain/time-window";
import type { Application } from "../application";
import { ALL_CLUSTERS } from "../history/cluster-filter";
import { answerCosts } from "../views/answer-costs";
import { costLabels } from "../views/cost-labels";
import { badRequest } from "./problem";
import { requireHistory } from "./require-history";
import { sendJson } from "./send-json";
import { readChoice, readTime, readTimeZone, requireOrder } from "./time-question";

/** `GET /api/costs` */
export async function sendCosts({ kept, configuration, poller }: Application, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const timeZone = readTimeZone(query, configuration.timeZone);
  const from = readTime(query, "from", timeZone);
  const to = readTime(query, "to", timeZone);
  requireOrder(from, to);
  const question = {
    from,
    to,
    bucket: readChoice(query, "bucket", BUCKET_UNITS, "day"),
    groupBy: readChoice(query, "groupBy", COST_GROUPINGS, "none"),
    timeZone,
    clusterId: query.get("clusterId"),
  };
  const labels = costLabels(configuration.budgets, poller.store.connections());
  const context = { history: requireHistory(kept), now: Date.now(), filter: ALL_CLUSTERS, labels };
  const answer = await answerCosts(question, context);
  if (answer === null) {
    throw badRequest(`This range has more than ${MAX_BUCKETS} buckets. Choose a shorter range or a larger bucket.`);
  }
  return sendJson(costsSchema, answer);
}
