import { once } from "./once";

/** Numbers in names count as numbers, so that worker-2 comes before worker-10. */
const collator = once(() => new Intl.Collator("en", { numeric: true, sensitivity: "base" }));

/** For sorting by name: below zero when the first comes first. */
export function compareNames(one: string, other: string): number {
  return collator().compare(one, other);
}
