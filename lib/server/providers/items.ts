import "server-only";
import type { z } from "zod";
import { createPause, type Pause } from "../pause";
import { providerId } from "./provider-text";
import { fieldName, type NoteOdd, readLeniently } from "./read-leniently";

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

/**
 * Reads a list item by item, so that one bad cluster among good ones costs only itself. With `noteOdd`, one bad field costs only itself,
 * too, and is noted (see `readLeniently`); without, an item is read whole or not at all.
 */
export function parseItems<Item>(
  list: readonly unknown[],
  schema: z.ZodType<Item>,
  readId: (item: unknown) => string | null,
  noteOdd?: NoteOdd,
): ParsedItems<Item> {
  const parsed: ParsedItems<Item> = { items: [], unreadable: [] };
  for (const raw of list) addItem(parsed, raw, { schema, readId, noteOdd });
  return parsed;
}

interface ItemReading<Item> {
  schema: z.ZodType<Item>;
  readId: (item: unknown) => string | null;
  noteOdd?: NoteOdd | undefined;
}

/** The same for the list of a whole account, which may take long: others have their turn in between. */
export async function parseItemsInTurns<Item>(
  list: readonly unknown[],
  reading: ItemReading<Item>,
  pause: Pause = createPause(),
): Promise<ParsedItems<Item>> {
  const parsed: ParsedItems<Item> = { items: [], unreadable: [] };
  for (const raw of list) {
    await pause();
    addItem(parsed, raw, reading);
  }
  return parsed;
}

function addItem<Item>(parsed: ParsedItems<Item>, raw: unknown, { schema, readId, noteOdd }: ItemReading<Item>): void {
  const result = readLeniently(schema, raw, noteOdd);
  if (result.ok) parsed.items.push(result.value);
  else parsed.unreadable.push({ id: readId(raw), problem: describeIssues(result.issues) });
}

/**
 * A usable id in a property of an unknown value: how the id of an otherwise broken item is found for most providers.
 */
export function readStringProperty(item: unknown, property: string): string | null {
  if (typeof item !== "object" || item === null) return null;
  return providerId.safeParse(Reflect.get(item, property)).data ?? null;
}

/** Where parsing failed, in words; values are left out, because they may be secret. */
export function describeIssues(issues: readonly { path: PropertyKey[] }[]): string {
  const fields = new Set(issues.map((issue) => issue.path.map(fieldName).join(".") || "the whole item"));
  return `unexpected ${[...fields].slice(0, 3).join(", ")}`;
}
