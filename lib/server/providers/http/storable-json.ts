import "server-only";

/** Only an escape brings either of them into JSON. Without one there is nothing to look for. */
const SUSPECT = /\\u(?:0000|d[89a-f])/i;

/**
 * A JSON text as a value whose every string and name each store and each browser can hold: PostgreSQL refuses a NUL, and half of a
 * surrogate pair is no character. In their place stands U+FFFD. Throws what `JSON.parse` throws.
 */
export function parseStorableJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return SUSPECT.test(text) ? storable(value) : value;
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storableText(name), storable(inner)]));
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
