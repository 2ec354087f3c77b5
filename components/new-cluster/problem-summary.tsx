import type { Ref } from "react";
import type { FieldProblems } from "@/lib/domain/cluster/new-cluster";
import { FIELD_PATHS, NEW_CLUSTER_FIELDS } from "@/lib/domain/cluster/new-cluster-fields";
import { formatCounted } from "@/lib/domain/text/format";
import { inputId } from "./field-groups";

/** All that is wrong, on top of the form: each leads to its field. */
export function ProblemSummary({ problems, ref }: { problems: FieldProblems; ref: Ref<HTMLDivElement> }) {
  const count = Object.keys(problems).length;
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      data-mark="down"
      className="tinted rounded-lg border border-down px-4 py-3 text-sm"
    >
      <h2 className="font-semibold">
        {formatCounted(count, "field")} {count === 1 ? "needs" : "need"} another look
      </h2>
      <ul className="mt-1.5 space-y-1">
        {Object.entries(problems).map(([path, problem]) => (
          <li key={path}>
            <a
              href={`#${inputId(path)}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(path);
              }}
              className="underline"
            >
              {labelOf(path)}
            </a>
            : {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}

function labelOf(path: string): string {
  const known = FIELD_PATHS.find((each) => each === path);
  return known ? NEW_CLUSTER_FIELDS[known].label : path;
}

/** Focuses the field, also where it lies folded. */
function goTo(path: string): void {
  const input = document.getElementById(inputId(path));
  input?.closest("details")?.setAttribute("open", "");
  input?.focus();
}
