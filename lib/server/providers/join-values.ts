import "server-only";
import { clip } from "@/lib/domain/text/scrub";

export type Value = string | number | null | undefined;

/** What several nodes say of one thing: each value once, or `null` when none says anything. */
export function joinValues(values: readonly Value[]): string | null {
  const said = new Set(values.filter((value) => value !== null && value !== undefined && value !== ""));
  return said.size > 0 ? clip([...said].join(", "), 300) : null;
}
