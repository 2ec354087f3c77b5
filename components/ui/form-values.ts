import type { FormEvent } from "react";

/** A form's values by field name, instead of submitting it. */
export function formValues<Name extends string>(
  event: FormEvent<HTMLFormElement>,
  ...names: readonly Name[]
): Record<Name, string> {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  const entries = names.map((name) => [name, String(data.get(name) ?? "")]);
  // Every name has an entry.
  return Object.fromEntries(entries) as Record<Name, string>;
}
