import "server-only";
import { costsSchema } from "@/lib/contract/costs";
import { retiredAccounts } from "../../configuration/live-configuration";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import type { Application } from "../../http/application";
import { type PersonRequest, requesterOf } from "../../http/requester-of";
import { checkedJson, sendJsonText } from "../../http/send-json";
import { requireOpen } from "../../store/storage-refusal";
import { costLabels } from "../../views/costs/cost-labels";
import { readCostQuery } from "../../views/costs/cost-query";
import { costsView } from "../../views/costs/costs-view";
import { withDistinctLabels } from "../../views/costs/distinct-series";

/** `GET /api/costs` */
export async function sendCosts(application: Application, call: PersonRequest): Promise<Response> {
  const { request } = call;
  const { historyHandle, configuration, live, poller, costAnswers } = application;
  const asked = {
    query: readCostQuery(request, configuration.timeZone),
    source: { history: requireOpen(historyHandle), now: application.coordination.now(), filter: ALL_CLUSTERS },
    requester: requesterOf(call),
    // Labels and budgets may change without a reading.
    audience: `people ${live.revision()}`,
    signal: request.signal,
  };
  const text = await costAnswers.answer(asked, async (facts) => {
    const accounts = poller.store.accounts();
    const current = live.current();
    const costs = costsView(facts, costLabels(current.budgets, accounts, retiredAccounts(current)));
    const series = facts.groupBy === "cluster" ? withDistinctLabels(costs.series, accounts) : costs.series;
    return checkedJson(costsSchema, { ...costs, series });
  });
  return sendJsonText(text);
}
