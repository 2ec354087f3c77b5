import "server-only";
import { readStringProperty } from "@/lib/server/providers/items";
import { idOf } from "./wire";

/** The id in the name of an item that is otherwise broken. */
export function readResourceId(item: unknown): string | null {
  const name = readStringProperty(item, "name");
  return name === null ? null : idOf(name) || null;
}
