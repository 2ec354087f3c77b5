import { clsx } from "clsx";
import { type FieldPath, NEW_CLUSTER_FIELDS } from "@/lib/domain/cluster/new-cluster-fields";
import { AWS_REGIONS } from "@/lib/domain/connect/aws-regions";
import { inputId, isRequired } from "./field-groups";

interface ClusterFieldProps {
  path: FieldPath;
  value: string;
  /** What is wrong with the value, as far as it should be told by now. */
  problem: string | undefined;
  /** What may not be meant. */
  warning: string | undefined;
  onChange: (value: string) => void;
  /** `isSubmitting` when it was left for the form's own button, which has all fields judged. */
  onLeave: (isSubmitting: boolean) => void;
}

/** One field with all that a person must know to fill it in. */
export function ClusterField({ path, value, problem, warning, onChange, onLeave }: ClusterFieldProps) {
  const { label, explanation, without, example } = NEW_CLUSTER_FIELDS[path];
  const id = inputId(path);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {!isRequired(path) && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      <p id={`${id}-explanation`} className="text-sm text-muted">
        {explanation}
        {without !== null && <span className="block">If left empty: {without}</span>}
      </p>
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={({ relatedTarget }) =>
          onLeave(relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit")
        }
        placeholder={example}
        list={path === "eksCluster.region" ? "aws-regions" : undefined}
        required={isRequired(path)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-explanation ${id}-remark`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className={clsx(
          "mt-0.5 h-9 rounded-md border bg-panel px-3",
          path === "displayName" || "font-mono text-xs [font-variant-ligatures:none]",
          problem === undefined ? "border-line-strong" : "border-down",
        )}
      />
      {path === "eksCluster.region" && (
        <datalist id="aws-regions">
          {AWS_REGIONS.map((region) => (
            <option key={region} value={region} />
          ))}
        </datalist>
      )}
      {/* Its line is always there: nothing may move away from under a pointer that is about to click. */}
      <p id={`${id}-remark`} className={clsx("min-h-5 text-sm", problem === undefined ? "text-degraded" : "text-down")}>
        {problem ?? (warning && `Is this meant? ${warning}`)}
      </p>
    </div>
  );
}
