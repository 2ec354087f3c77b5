import { clsx } from "clsx";
import { useId } from "react";
import { SecretInput } from "./secret-input";
import type { AccountField } from "./ways";

interface SettingFieldProps {
  field: AccountField;
  value: string;
  /** What becomes of it if it is left empty, as a sentence; `null` if it has to be filled in, or may simply be left out. */
  whenEmpty: string | null;
  isRequired: boolean;
  /** What the server said is wrong with it. */
  problem: string | undefined;
  onChange: (value: string) => void;
}

/** One setting of an account, drawn from the provider's description of it. */
export function SettingField({ field, value, whenEmpty, isRequired, problem, onChange }: SettingFieldProps) {
  const { label, help, example, isSecret, isLong } = field;
  const id = useId();
  const sentences = [help, whenEmpty].filter(Boolean).join(" ");
  const described = [sentences && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  const input = {
    ...{ id, value, required: isRequired, placeholder: example ?? undefined, autoComplete: "off", spellCheck: false },
    ...{ "aria-invalid": problem !== undefined, "aria-describedby": described || undefined },
    className: clsx(
      "w-full rounded-md border bg-panel px-3 font-mono text-xs",
      isLong ? "py-2" : "h-9",
      problem === undefined ? "border-line-strong" : "border-down",
    ),
  };
  const change = ({ target }: { target: { value: string } }) => onChange(target.value);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {!isRequired && whenEmpty === null && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {sentences !== "" && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {sentences}
        </p>
      )}
      {isSecret && <SecretInput input={input} label={label} isLong={isLong} onChange={onChange} />}
      {!isSecret && isLong && <textarea {...input} rows={4} onChange={change} />}
      {!isSecret && !isLong && <input {...input} type="text" autoCapitalize="off" onChange={change} />}
      {problem !== undefined && (
        <p id={`${id}-problem`} role="alert" className="text-sm text-down">
          {problem}
        </p>
      )}
    </div>
  );
}
