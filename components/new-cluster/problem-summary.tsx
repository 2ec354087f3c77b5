import type { Ref } from "react";
import type { OrderField } from "@/lib/domain/cluster/order/order-form";
import type { FieldProblems } from "@/lib/domain/cluster/order/parse-order";
import { formatCounted } from "@/lib/domain/text/format";
import { inputId } from "./input-id";

interface ProblemSummaryProps {
  fields: readonly OrderField[];
  problems: FieldProblems;
  ref: Ref<HTMLDivElement>;
}

/** All that is wrong, on top of the form: each leads to its field. */
export function ProblemSummary({ fields, problems, ref }: ProblemSummaryProps) {
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
              {fields.find((field) => field.path === path)?.label ?? path}
            </a>
            : {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Focuses the field, also where it lies folded. */
function goTo(path: string): void {
  const input = document.getElementById(inputId(path));
  input?.closest("details")?.setAttribute("open", "");
  input?.focus();
}
