import { clsx } from "clsx";
import { useId } from "react";
import type { ChannelField } from "@/lib/domain/alerts/channel-form";

interface SettingFieldProps {
  field: ChannelField;
  value: string;
  /** Whether a secret that is left empty stays as it is, and how it ends, if that is known. */
  kept: { secret: string | null } | null;
  /** What the server said is wrong with it. */
  problem: string | undefined;
  onChange: (value: string) => void;
}

/** One setting of a channel, drawn from its description. */
export function SettingField({ field, value, kept, problem, onChange }: SettingFieldProps) {
  const { label, help, input, isRequired } = field;
  const id = useId();
  const stays = input === "secret" && kept !== null;
  if (input === "flag") return <FlagField field={field} value={value} onChange={onChange} />;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {!isRequired && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      <p id={`${id}-help`} className="text-sm text-muted">
        {help}
        {stays && ` Left empty, it stays as it is${kept.secret === null ? "" : ` (${kept.secret})`}.`}
      </p>
      <SettingInput
        id={id}
        field={field}
        value={value}
        onChange={onChange}
        isRequired={isRequired && !stays}
        isWrong={problem !== undefined}
      />
      {problem !== undefined && (
        <p id={`${id}-problem`} role="alert" className="text-sm text-down">
          {problem}
        </p>
      )}
    </div>
  );
}

interface SettingInputProps {
  id: string;
  field: ChannelField;
  value: string;
  isRequired: boolean;
  isWrong: boolean;
  onChange: (value: string) => void;
}

function SettingInput({
  id,
  field: { input, options, example },
  value,
  isRequired,
  isWrong,
  onChange,
}: SettingInputProps) {
  const common = {
    id,
    value,
    required: isRequired,
    "aria-invalid": isWrong,
    "aria-describedby": isWrong ? `${id}-help ${id}-problem` : `${id}-help`,
    className: clsx("w-full rounded-md border bg-panel px-3", isWrong ? "border-down" : "border-line-strong"),
  };
  if (input === "choice") {
    return (
      <select {...common} onChange={({ target }) => onChange(target.value)} className={clsx(common.className, "h-9")}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (input === "list") {
    return (
      <textarea
        {...common}
        rows={2}
        placeholder={example}
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
        className={clsx(common.className, "py-2")}
      />
    );
  }
  return (
    <input
      {...common}
      type={input === "number" ? "number" : "text"}
      placeholder={example}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
      className={clsx(common.className, "h-9", input === "secret" && "font-mono text-xs")}
    />
  );
}

function FlagField({
  field: { label, help },
  value,
  onChange,
}: Pick<SettingFieldProps, "field" | "value" | "onChange">) {
  const id = useId();
  return (
    <div className="text-sm">
      <label className="flex cursor-pointer items-center gap-2.5 font-medium">
        <input
          type="checkbox"
          checked={value === "true"}
          aria-describedby={id}
          onChange={({ target }) => onChange(String(target.checked))}
          className="accent-accent"
        />
        {label}
      </label>
      <p id={id} className="text-muted">
        {help}
      </p>
    </div>
  );
}
