"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { ProblemLine } from "@/components/ui/problem-line";
import type { Rule, RuleChange } from "@/lib/contract/alerts/alert-rules";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { changeRule, rulesQuery } from "@/lib/queries/alerts/rules-query";
import type { RuleDraft } from "./rule-draft";

interface RuleActionsProps {
  rule: Rule;
  draft: RuleDraft;
  canSave: boolean;
  onStored: (rule: Rule) => void;
}

/** Stores what was set of a rule, or takes all of it back. */
export function RuleActions({ rule, draft, canSave, onStored }: RuleActionsProps) {
  const client = useQueryClient();
  const name = ruleName(rule.rule);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (change: RuleChange) => changeRule(rule.rule, change),
    networkMode: "always",
    onSuccess: async (stored) => {
      onStored(stored);
      notify(stored.source === "default" ? `“${name}” is as it was made` : `“${name}” is changed`);
      await client.invalidateQueries({ queryKey: rulesQuery.queryKey });
    },
  });
  return (
    <>
      {canSave && (
        <Button variant="primary" className="h-7" disabled={isPending} onClick={() => mutate(draft)}>
          Save<span className="sr-only"> {name}</span>
        </Button>
      )}
      {rule.source === "settings" && !canSave && (
        <Button className="h-7" disabled={isPending} onClick={() => mutate({})}>
          Default<span className="sr-only"> of {name}</span>
        </Button>
      )}
      <ProblemLine error={error} otherwise="The rule could not be changed." />
    </>
  );
}
