import type { UrlWord, UrlWordOrElse } from "./url-words";

/** What a page keeps in the query of its URL, by name. */
export type UrlView = Readonly<Record<string, UrlWord<unknown> | UrlWordOrElse<unknown>>>;

type ValueOf<Word> = Word extends UrlWord<infer T> ? T : never;

export type UrlValues<View extends UrlView> = {
  [Name in keyof View]: ValueOf<View[Name]> | (View[Name] extends { fallback: unknown } ? never : null);
};

/** `null` means: as if the URL said nothing. */
export type UrlChanges<View extends UrlView> = { [Name in keyof View]?: ValueOf<View[Name]> | null };

/** What is to be written by name; `null` if it is to be left out. */
export type Written = ReadonlyMap<string, string | null>;

/** The cast is safe because each value is what its own word parsed, or falls back to. */
export function readQuery<View extends UrlView>(view: View, written: (name: string) => string | null): UrlValues<View> {
  const values = Object.entries(view).map(([name, word]) => {
    const text = written(name);
    const fallback = "fallback" in word ? word.fallback : null;
    return [name, (text === null ? null : word.parse(text)) ?? fallback];
  });
  return Object.fromEntries(values) as UrlValues<View>;
}

export function writeChanges<View extends UrlView>(view: View, changes: UrlChanges<View>): Written {
  const written = new Map<string, string | null>();
  for (const [name, word] of Object.entries(view)) {
    const value: unknown = changes[name];
    if (value === undefined) continue;
    const text = value === null ? null : word.serialize(value);
    const isLeftOut = "fallback" in word && text === word.serialize(word.fallback);
    written.set(name, isLeftOut ? null : text);
  }
  return written;
}

/** A query with some of its parameters changed, and `?` before it unless it is empty. */
export function changeQuery(query: string, written: Written): string {
  const changed = new URLSearchParams(query);
  for (const [name, text] of written) {
    if (text === null) changed.delete(name);
    else changed.set(name, text);
  }
  // People read addresses: what needs no escape there gets none.
  const readable = changed.toString().replaceAll(/%(?:2C|2F|3A|40)/g, decodeURIComponent);
  return readable === "" ? "" : `?${readable}`;
}
