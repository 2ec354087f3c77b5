import "server-only";
import { firstProperty, firstText } from "./own-property";

const NAME = /^[a-z_][a-z0-9_]{0,59}$/i;
const MAX_NAMES = 200;

/**
 * The names of a cluster's environment variables; their values are not kept even for a moment. Read are an object by name, also
 * under `variables`, and a list of `{ name }` or `{ key }`.
 */
export function toVariableNames(raw: unknown): string[] {
  return [...new Set(namesIn(raw))].filter((name) => NAME.test(name)).slice(0, MAX_NAMES);
}

function namesIn(raw: unknown): string[] {
  if (Array.isArray(raw)) return raw.map((item) => firstText(item, ["name", "key"]));
  if (typeof raw !== "object" || raw === null) return [];
  const inner = firstProperty(raw, ["variables", "environment_variables"]);
  if (typeof inner === "object" && inner !== null) return namesIn(inner);
  return Object.entries(raw).flatMap(([name, value]) => (typeof value === "object" ? [] : [name]));
}
