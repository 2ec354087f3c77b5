import "server-only";
import { COST_GROUPINGS, type Costs } from "@/lib/contract/costs";
import { BUCKET_UNITS, MAX_BUCKETS } from "@/lib/domain/time-window";
import { answerCosts, type CostContext, type CostQuestion } from "../views/answer-costs";
import { badRequest } from "./problem";
import { readChoice, readTime, readTimeZone, requireOrder } from "./time-question";

/** What a request asks about costs. Throws a 400 that says what would be right. */
export function readCostQuestion(request: Request, ownTimeZone: string): CostQuestion {
  const query = new URL(request.url).searchParams;
  const timeZone = readTimeZone(query, ownTimeZone);
  const from = readTime(query, "from", timeZone);
  const to = readTime(query, "to", timeZone);
  requireOrder(from, to);
  return {
    from,
    to,
    bucket: readChoice(query, "bucket", BUCKET_UNITS, "day"),
    groupBy: readChoice(query, "groupBy", COST_GROUPINGS, "none"),
    timeZone,
    clusterId: query.get("clusterId"),
  };
}

/** Throws a 400 for a range of too many buckets. */
export async function requireCosts(question: CostQuestion, context: CostContext): Promise<Costs> {
  const answer = await answerCosts(question, context);
  if (answer !== null) return answer;
  throw badRequest(`This range has more than ${MAX_BUCKETS} buckets. Choose a shorter range or a larger bucket.`);
}
