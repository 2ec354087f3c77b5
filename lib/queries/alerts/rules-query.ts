import { queryOptions } from "@tanstack/react-query";
import type { Rule, RuleChange } from "@/lib/contract/alerts/alert-rules";
import { rulePreviewShape, ruleShape, rulesShape } from "@/lib/contract/shapes/alerts/alert-rules";
import type { RuleId } from "@/lib/domain/alerts/rule";
import { PROVIDER_TIMEOUT_MS, requestJson } from "../request";
import { ALERTS_KEY } from "./firing-alerts-query";

const PATH = "/api/rules";

export const rulesQuery = queryOptions({
  queryKey: [...ALERTS_KEY, "rules"],
  queryFn: async ({ signal }) => (await requestJson(PATH, rulesShape, { signal })).rules,
});

/** What is left out goes back to its default. */
export function changeRule(rule: RuleId, change: RuleChange): Promise<Rule> {
  return requestJson(`${PATH}/${rule}`, ruleShape, { method: "PUT", body: change });
}

/** What a rule, as it is set now, would have done since then: computed from the history, which takes a while. */
export function rulePreviewQuery(rule: RuleId, from: string) {
  return queryOptions({
    queryKey: [...rulesQuery.queryKey, rule, from],
    queryFn: ({ signal }) =>
      requestJson(`${PATH}/${rule}/preview?${new URLSearchParams({ from })}`, rulePreviewShape, {
        ...{ signal, timeoutMs: PROVIDER_TIMEOUT_MS },
      }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
