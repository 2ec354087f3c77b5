"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { type FieldProblems, type NewCluster, warningsOf } from "@/lib/domain/cluster/new-cluster";
import { type FieldPath, readFields } from "@/lib/domain/cluster/new-cluster-fields";
import { ClusterField } from "./cluster-field";
import type { Draft } from "./draft";
import { fieldGroups } from "./field-groups";
import { ProblemSummary } from "./problem-summary";

interface ClusterFormProps {
  draft: Draft;
  /** What the server said is wrong with these very values. */
  refused: FieldProblems | null;
  onChange: (change: Partial<Draft>) => void;
  onComplete: (order: NewCluster) => void;
}

/** The fields of a new cluster. A field is judged once it was left, all of them when they are to be sent. */
export function ClusterForm({ draft, refused, onChange, onComplete }: ClusterFormProps) {
  const { values, backend } = draft;
  const [left, setLeft] = useState<ReadonlySet<FieldPath>>(new Set());
  const [wasTried, setTried] = useState(refused !== null);
  const summary = useRef<HTMLDivElement>(null);
  const { cluster, problems: found } = readFields(values, backend);
  const problems = { ...refused, ...found };
  const warnings = cluster === null ? {} : warningsOf(cluster);
  const hasProblems = Object.keys(problems).length > 0;

  // Only a form that the server has sent back has problems from the start.
  useEffect(() => summary.current?.focus(), []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (cluster !== null) return onComplete(cluster);
    // The summary can take the focus only once it is there.
    flushSync(() => setTried(true));
    summary.current?.focus();
  }

  const fieldOf = (path: FieldPath) => (
    <ClusterField
      key={path}
      path={path}
      value={values[path] ?? ""}
      problem={wasTried || left.has(path) ? problems[path] : undefined}
      warning={warnings[path]}
      onChange={(value) => onChange({ values: { ...values, [path]: value } })}
      onLeave={(isSubmitting) => {
        if (!isSubmitting && values[path]) setLeft(new Set(left).add(path));
      }}
    />
  );

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      {wasTried && hasProblems && <ProblemSummary problems={problems} ref={summary} />}
      {fieldGroups(backend).map(({ title, fields, isOptional }) =>
        isOptional ? (
          <details
            key={title}
            open={fields.some((path) => values[path] || (wasTried && problems[path]))}
            className="rounded-lg border border-line bg-panel px-4 py-3 open:pb-1"
          >
            <summary className="rounded text-sm font-semibold">
              {title}
              <span className="block font-normal text-muted sm:ml-2 sm:inline">
                all optional; without them there are no metrics and no gateway
              </span>
            </summary>
            <div className="mt-4 flex flex-col gap-2.5">{fields.map(fieldOf)}</div>
          </details>
        ) : (
          <fieldset key={title} className="rounded-lg border border-line bg-panel px-4 pt-1 pb-1">
            <legend className="float-left mb-3 w-full pt-2 text-sm font-semibold">{title}</legend>
            <div className="clear-both flex flex-col gap-2.5">{fields.map(fieldOf)}</div>
          </fieldset>
        ),
      )}
      <Button type="submit" variant="primary" className="h-9 self-start px-4">
        Continue to the summary
      </Button>
    </form>
  );
}
