"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { groupsOf, type OrderField, type OrderForm } from "@/lib/domain/cluster/order/order-form";
import type { FieldProblems, Order } from "@/lib/domain/cluster/order/parse-order";
import { type FieldValues, readFields, warningsOf } from "@/lib/domain/cluster/order/read-fields";
import { ClusterField } from "./cluster-field";
import { FieldGroup } from "./field-group";
import { ProblemSummary } from "./problem-summary";

interface ClusterFormProps {
  form: OrderForm;
  variant: string | null;
  values: FieldValues;
  /** What the server said is wrong with these very values. */
  refused: FieldProblems | null;
  onChange: (values: FieldValues) => void;
  onComplete: (order: Order) => void;
}

/** The fields of a new cluster. A field is judged once it was left, all of them when they are to be sent. */
export function ClusterForm({ form, variant, values, refused, onChange, onComplete }: ClusterFormProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [wasTried, setTried] = useState(refused !== null);
  const summary = useRef<HTMLDivElement>(null);
  const { order, problems: found } = readFields(form, values, variant);
  const problems = { ...refused, ...found };
  const warnings = order === null ? {} : warningsOf(form, order);
  const hasProblems = Object.keys(problems).length > 0;
  const groups = groupsOf(form, variant);

  // Only a form that the server has sent back has problems from the start.
  useEffect(() => summary.current?.focus(), []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (order !== null) return onComplete(order);
    // The summary can take the focus only once it is there.
    flushSync(() => setTried(true));
    summary.current?.focus();
  }

  const inputOf = (field: OrderField) => (
    <ClusterField
      key={field.path}
      field={field}
      value={values[field.path] ?? ""}
      problem={wasTried || left.has(field.path) ? problems[field.path] : undefined}
      warning={warnings[field.path]}
      onChange={(value) => onChange({ ...values, [field.path]: value })}
      onLeave={(isSubmitting) => {
        if (!isSubmitting && values[field.path]) setLeft(new Set(left).add(field.path));
      }}
    />
  );

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      {wasTried && hasProblems && (
        <ProblemSummary fields={groups.flatMap(({ fields }) => fields)} problems={problems} ref={summary} />
      )}
      {groups.map(({ title, fields, foldedNote }) => (
        <FieldGroup
          key={title}
          title={title}
          foldedNote={foldedNote}
          isOpen={fields.some(({ path }) => values[path] || (wasTried && problems[path]))}
        >
          {fields.map(inputOf)}
        </FieldGroup>
      ))}
      <Button type="submit" variant="primary" className="h-9 self-start px-4">
        Continue to the summary
      </Button>
    </form>
  );
}
