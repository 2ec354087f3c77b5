import "server-only";
import type { z } from "zod";

/** Where a value stands inside another one. */
type Path = readonly PropertyKey[];

/** Takes the name of a field that was left out, never what it held. */
export type NoteOdd = (field: string) => void;

type Result<Value> = { ok: true; value: Value } | { ok: false; issues: readonly { path: PropertyKey[] }[] };

/** Each round leaves out all that is wrong, and the next what cannot be without it: as many as an answer has levels. */
const MAX_ROUNDS = 64;

/** More odd parts than this are no slip. To find and name each one would hold up everybody else: the whole fields are left out instead. */
const MAX_ODD_PARTS = 1_000;

/**
 * Reads what a provider sent without the fields that are not what the schema asks for: each counts as left out, which costs that field
 * alone if the schema says `nullish()`, and what it belongs to otherwise. An element of an array costs itself, and thousands of them their
 * array. Without `noteOdd`, nothing is left out.
 */
export function readLeniently<Value>(schema: z.ZodType<Value>, raw: unknown, noteOdd?: NoteOdd): Result<Value> {
  const odd = new Set<string>();
  let rest = raw;
  for (let round = 1; ; round += 1) {
    const result = schema.safeParse(rest);
    if (result.success) {
      for (const field of odd) noteOdd?.(field);
      return { ok: true, value: result.data };
    }
    const { issues } = result.error;
    const paths = issues.length > MAX_ODD_PARTS ? wholeFields(issues) : issues.map(({ path }) => path);
    const cuts = paths.map((path) => presentPart(rest, path));
    if (noteOdd === undefined || round === MAX_ROUNDS || cuts.some((path) => path.length === 0))
      return { ok: false, issues };
    for (const path of paths) odd.add(oddFieldName(path));
    rest = withoutPlaces(rest, cuts);
  }
}

function wholeFields(issues: readonly { path: PropertyKey[] }[]): Path[] {
  return [...new Set(issues.map(({ path: [field] }) => field))].map((field) => (field === undefined ? [] : [field]));
}

/** Without the positions in lists: "port_mappings.internal_port". */
function oddFieldName(path: Path): string {
  return path
    .filter((key) => typeof key !== "number")
    .map(fieldName)
    .join(".");
}

/** A record's keys come from the provider and may be anything: only what looks like a field name is repeated. */
export function fieldName(key: PropertyKey): string {
  const name = String(key);
  return /^[a-z0-9_]{1,40}$/i.test(name) ? name : "…";
}

/** The path as far as there is something: what is missing is wrong with that which should have had it. */
function presentPart(value: unknown, path: Path): Path {
  let inner = value;
  for (const [depth, key] of path.entries()) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return path.slice(0, depth);
    inner = Reflect.get(inner, key);
  }
  return path;
}

/** A copy, as far as it differs. Every path leads somewhere. */
function withoutPlaces(value: unknown, paths: readonly Path[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  const pathsByKey = Map.groupBy(paths, ([key]) => String(key));
  const kept = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const inside = pathsByKey.get(key)?.map((path) => path.slice(1));
    if (inside === undefined) return [[key, inner]];
    return inside.some((path) => path.length === 0) ? [] : [[key, withoutPlaces(inner, inside)]];
  });
  return Array.isArray(value) ? kept.map(([, inner]) => inner) : Object.fromEntries(kept);
}
