import "server-only";
import type { z } from "zod";
import { isUsableId } from "./provider-text";

/** An item of a list that could not be read, by its id where that much was legible. */
export interface UnreadableItem {
  id: string | null;
  /** Which fields were wrong: names only, never values. */
  problem: string;
}

export interface ParsedItems<Item> {
  items: Item[];
  unreadable: UnreadableItem[];
}

/** Reads a list item by item, so that one bad cluster among good ones costs only itself. */
export function parseItems<Item>(
  list: readonly unknown[],
  schema: z.ZodType<Item>,
  readId: (item: unknown) => string | null,
): ParsedItems<Item> {
  const parsed: ParsedItems<Item> = { items: [], unreadable: [] };
  for (const raw of list) {
    const result = schema.safeParse(raw);
    if (result.success) parsed.items.push(result.data);
    else parsed.unreadable.push({ id: readId(raw), problem: describeIssues(result.error.issues) });
  }
  return parsed;
}

/**
 * A usable id in a property of an unknown value: how the id of an otherwise broken item is found for most providers.
 */
export function readStringProperty(item: unknown, property: string): string | null {
  if (typeof item !== "object" || item === null) return null;
  const value: unknown = Reflect.get(item, property);
  return typeof value === "string" && isUsableId(value) ? value : null;
}

/** Where parsing failed, in words; values are left out, because they may be secret. */
export function describeIssues(issues: readonly { path: PropertyKey[] }[]): string {
  const fields = new Set(issues.map((issue) => issue.path.map(fieldName).join(".") || "the whole item"));
  return `unexpected ${[...fields].slice(0, 3).join(", ")}`;
}

/** A record's keys come from the provider and may be anything: only what looks like a field name is repeated. */
function fieldName(key: PropertyKey): string {
  const name = String(key);
  return /^[a-z0-9_]{1,40}$/i.test(name) ? name : "…";
}
