import { clsx } from "clsx";
import type { OrderField } from "@/lib/domain/cluster/order/order-form";
import { FieldInput } from "./field-input";
import { inputId } from "./input-id";

interface ClusterFieldProps {
  field: OrderField;
  value: string;
  /** What is wrong with the value, if it should be shown yet. */
  problem: string | undefined;
  /** What may not be meant. */
  warning: string | undefined;
  onChange: (value: string) => void;
  /** `isSubmitting` when it was left for the form's own button, which has all fields judged. */
  onLeave: (isSubmitting: boolean) => void;
}

/** One field with all that a person must know to fill it in. */
export function ClusterField({ field, value, problem, warning, onChange, onLeave }: ClusterFieldProps) {
  const { path, label, help, without } = field;
  const id = inputId(path);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {without !== null && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      <p id={`${id}-explanation`} className="text-sm text-muted">
        {help}
        {without !== null && <span className="block">It may be left empty. {without}</span>}
      </p>
      <FieldInput
        id={id}
        field={field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={({ relatedTarget }) =>
          onLeave(relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit")
        }
        required={without === null}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-explanation ${id}-remark`}
        className={clsx(
          "mt-0.5 h-9 rounded-md border bg-panel px-3",
          field.isProse || "font-mono text-xs [font-variant-ligatures:none]",
          problem === undefined ? "border-line-strong" : "border-down",
        )}
      />
      {/* Its line is always there: nothing may move away from under a pointer that is about to click. */}
      <p id={`${id}-remark`} className={clsx("min-h-5 text-sm", problem === undefined ? "text-degraded" : "text-down")}>
        {problem ?? (warning && `Is this meant? ${warning}`)}
      </p>
    </div>
  );
}
