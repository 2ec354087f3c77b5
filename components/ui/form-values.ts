import type { FormEvent } from "react";

/** What a form holds, by the names of its fields, in place of sending it. */
export function formValues<Name extends string>(
  event: FormEvent<HTMLFormElement>,
  ...names: readonly Name[]
): Record<Name, string> {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  const entries = names.map((name) => [name, String(data.get(name) ?? "")]);
  // Every name has its entry.
  return Object.fromEntries(entries) as Record<Name, string>;
}
