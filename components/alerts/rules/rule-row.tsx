"use client";

import { lazy, Suspense, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import type { Rule } from "@/lib/contract/alerts/alert-rules";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { RuleActions } from "./rule-actions";
import { isChanged, isValid, ruleDraftOf } from "./rule-draft";
import { RuleFields } from "./rule-fields";
import { RULE_WORDS } from "./rule-words";

const RulePreview = lazy(() =>
  patiently(() => import("./rule-preview").then(({ RulePreview }) => ({ default: RulePreview }))),
);

const SOURCE_WORDS = { settings: "changed", file: "clusterdeck.yaml" } as const;

/** A rule: what it looks for, how it is set, and what it would have done. On a phone, a block of its own. */
export function RuleRow({ rule }: { rule: Rule }) {
  const [draft, setDraft] = useState(ruleDraftOf(rule));
  const [showsPreview, setShowsPreview] = useState(false);
  const name = ruleName(rule.rule);
  const isReadOnly = rule.source === "file";
  return (
    <>
      <tr className="border-line border-t align-top max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-2 max-lg:px-3.5 max-lg:py-3 sm:max-lg:grid-cols-4 lg:*:px-3 lg:*:py-2.5">
        <th scope="row" className="text-left font-normal max-lg:col-span-full">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">{name}</span>
            {rule.source !== "default" && <Badge>{SOURCE_WORDS[rule.source]}</Badge>}
          </span>
          <span className="mt-0.5 block text-muted">{RULE_WORDS[rule.rule]}</span>
        </th>
        <RuleFields rule={rule} name={name} draft={draft} isReadOnly={isReadOnly} onChange={setDraft} />
        <td className="max-lg:col-span-full">
          <div className="flex flex-wrap gap-1.5 lg:flex-col lg:items-stretch">
            {isChanged(draft, rule) && (
              <Button className="h-7" onClick={() => setDraft(ruleDraftOf(rule))}>
                Undo<span className="sr-only"> changes of {name}</span>
              </Button>
            )}
            {!isReadOnly && (
              <RuleActions
                rule={rule}
                draft={draft}
                canSave={isChanged(draft, rule) && isValid(draft)}
                onStored={(stored) => setDraft(ruleDraftOf(stored))}
              />
            )}
            <Button className="h-7" aria-expanded={showsPreview} onClick={() => setShowsPreview(!showsPreview)}>
              Last 7 days<span className="sr-only"> of {name}</span>
            </Button>
          </div>
        </td>
      </tr>
      {showsPreview && (
        <tr className="max-lg:block">
          <td colSpan={7} className="px-3.5 pb-3 max-lg:block">
            <Suspense>
              <RulePreview rule={rule} hasUnsaved={isChanged(draft, rule)} />
            </Suspense>
          </td>
        </tr>
      )}
    </>
  );
}
