import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import type { NewSilence } from "@/lib/contract/alerts/silences";
import { ruleName } from "@/lib/domain/alerts/rule-name";

export type Match = NewSilence["match"];

export interface MatchChoice {
  id: string;
  label: string;
  match: Match;
}

/** What a silence made from an alert may cover, from that alert alone to all of its rule. */
export function matchChoices({
  rule,
  subject: { kind, label, clusterId, accountId },
}: Pick<ToldAlert, "rule" | "subject">): [MatchChoice, ...MatchChoice[]] {
  const name = ruleName(rule);
  const everywhere = { id: "rule", label: `“${name}” everywhere`, match: { rule } };
  const ofAccount =
    accountId === null
      ? []
      : [
          { id: "account-rule", label: `“${name}” in all of account ${accountId}`, match: { accountId, rule } },
          { id: "account", label: `Everything about account ${accountId}`, match: { accountId } },
        ];
  if (clusterId === null) {
    const [first, ...others] = ofAccount;
    return first === undefined ? [everywhere] : [first, ...others, everywhere];
  }
  const cluster = kind === "cluster" ? label : "its cluster";
  return [
    { id: "cluster-rule", label: `“${name}” of ${cluster}`, match: { clusterId, rule } },
    { id: "cluster", label: `Everything about ${cluster}`, match: { clusterId } },
    ...ofAccount,
    everywhere,
  ];
}
