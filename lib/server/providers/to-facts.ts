import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";

type Labelled = readonly [label: string, value: string | number | null | undefined];

/** A fact for each that has a value. */
export function toFacts(pairs: readonly Labelled[], group?: string): Fact[] {
  return pairs.flatMap(([label, value]) => (value ? [{ label, value: String(value), ...(group && { group }) }] : []));
}

/** The same for operators only. */
export function operatorFacts(pairs: readonly Labelled[], group?: string): Fact[] {
  return toFacts(pairs, group).map(({ value, ...fact }) => ({ ...fact, value: null, operatorValue: value ?? "" }));
}
