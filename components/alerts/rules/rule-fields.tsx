import type { ReactNode } from "react";
import type { Rule } from "@/lib/contract/alerts/alert-rules";
import { SEVERITIES, THRESHOLDS } from "@/lib/domain/alerts/rule";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { DurationField } from "./duration-field";
import type { RuleDraft } from "./rule-draft";

interface RuleFieldsProps {
  rule: Rule;
  name: string;
  draft: RuleDraft;
  isReadOnly: boolean;
  onChange: (draft: RuleDraft) => void;
}

/** The cells of a rule in which it is set. */
export function RuleFields({ rule, name, draft, isReadOnly, onChange }: RuleFieldsProps) {
  const unit = THRESHOLDS[rule.rule];
  return (
    <>
      <Cell label="On">
        <input
          type="checkbox"
          aria-label={`${name} is on`}
          checked={draft.enabled}
          disabled={isReadOnly}
          onChange={({ target }) => onChange({ ...draft, enabled: target.checked })}
          className="size-4 accent-accent lg:mt-2"
        />
      </Cell>
      <Cell label="Severity">
        <select
          aria-label={`Severity, ${name}`}
          value={draft.severity}
          disabled={isReadOnly}
          onChange={({ target }) => {
            const severity = SEVERITIES.find((candidate) => candidate === target.value);
            if (severity) onChange({ ...draft, severity });
          }}
          className="h-8 rounded-md border border-line-strong bg-panel px-1.5 disabled:border-line"
        >
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              {ruleName(severity)}
            </option>
          ))}
        </select>
      </Cell>
      {unit === undefined ? (
        <td className="max-lg:hidden" />
      ) : (
        <Cell label="Threshold">
          <label className="flex items-center gap-1.5">
            <input
              type="number"
              min={0}
              step="any"
              aria-label={`Threshold of ${name}, ${unit}`}
              value={draft.threshold === null || Number.isNaN(draft.threshold) ? "" : draft.threshold}
              disabled={isReadOnly}
              onChange={({ target }) =>
                onChange({ ...draft, threshold: target.value === "" ? Number.NaN : Number(target.value) })
              }
              className="h-8 w-16 rounded-md border border-line-strong bg-panel px-2 text-right tabular-nums disabled:border-line"
            />
            <span className="text-muted">{unit}</span>
          </label>
        </Cell>
      )}
      <Cell label="For">
        <DurationField
          label={`For, ${name}`}
          value={draft.forMs}
          isReadOnly={isReadOnly}
          onChange={(forMs) => onChange({ ...draft, forMs })}
        />
      </Cell>
      <Cell label="Over after">
        <DurationField
          label={`Over after, ${name}`}
          value={draft.resolveAfterMs}
          isReadOnly={isReadOnly}
          onChange={(resolveAfterMs) => onChange({ ...draft, resolveAfterMs })}
        />
      </Cell>
    </>
  );
}

/** Where there is no room for a table's head, each cell says what it holds. */
function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td>
      <span aria-hidden className="mb-0.5 block text-xs text-muted lg:hidden">
        {label}
      </span>
      {children}
    </td>
  );
}
