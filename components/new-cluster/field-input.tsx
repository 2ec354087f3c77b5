import type { AriaAttributes, ChangeEvent, FocusEvent } from "react";
import type { OrderField } from "@/lib/domain/cluster/order/order-form";

interface FieldInputProps extends Pick<AriaAttributes, "aria-invalid" | "aria-describedby"> {
  id: string;
  field: OrderField;
  value: string;
  required: boolean;
  className: string;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => void;
  onBlur: (event: FocusEvent<HTMLInputElement | HTMLSelectElement>) => void;
}

/** What a field's rule is filled in with: a list to choose from, or a line to type. */
export function FieldInput({ field, ...input }: FieldInputProps) {
  const { rule, example, suggestions } = field;
  if (rule.kind === "choice") {
    return (
      <select {...input}>
        <option value="">Choose one</option>
        {rule.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  const listId = `${input.id}-suggestions`;
  return (
    <>
      <input
        {...input}
        placeholder={example}
        inputMode={rule.kind === "number" ? "numeric" : undefined}
        list={suggestions.length > 0 ? listId : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}
