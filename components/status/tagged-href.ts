import { createSerializer, parseAsArrayOf, parseAsString } from "nuqs";

const withTag = createSerializer({ tag: parseAsArrayOf(parseAsString) });

/** The address of a fleet page filtered by one tag. */
export function taggedHref(home: string, tag: string): string {
  return withTag(home, { tag: [tag] });
}
