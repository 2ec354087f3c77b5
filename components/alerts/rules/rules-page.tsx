"use client";

import { useQuery } from "@tanstack/react-query";
import { NotUpdated } from "@/components/status/not-updated";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import { rulesQuery } from "@/lib/queries/alerts/rules-query";
import { problemText } from "@/lib/queries/request";
import { RuleRow } from "./rule-row";

/** What alerts are raised for; for admins. */
export function RulesPage() {
  const { data: rules, error, isFetching, refetch } = useQuery(rulesQuery);
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">Rules</h1>
      <p className="mt-1 mb-4 max-w-prose text-sm text-muted">
        What alerts are raised for. They work as they are. “For” is how long it must be so, on top of what the threshold
        asks; “over after”, how long it must be well again. “Last 7 days” shows what a rule would have done, from the
        history, also one that is off.
      </p>
      {rules !== undefined && <NotUpdated error={error} />}
      {rules === undefined && error === null && <Skeleton className="h-96" />}
      {rules === undefined && error !== null && (
        <RetryCallout title="The rules cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {rules !== undefined && (
        <div className="rounded-lg border border-line bg-panel">
          <table aria-label="Rules" className="w-full text-sm max-lg:block">
            <thead className="max-lg:sr-only">
              <tr className="text-left text-xs text-muted *:px-3 *:py-2 *:font-medium">
                <th scope="col">Rule</th>
                <th scope="col">On</th>
                <th scope="col">Severity</th>
                <th scope="col">Threshold</th>
                <th scope="col">For</th>
                <th scope="col">Over after</th>
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody className="max-lg:block">
              {rules.map((rule) => (
                <RuleRow key={rule.rule} rule={rule} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
