import { createSerializer, parseAsArrayOf, parseAsString } from "nuqs";

const withTag = createSerializer({ tag: parseAsArrayOf(parseAsString) });

/** A fleet's page with the clusters of one tag. */
export function taggedHref(home: string, tag: string): string {
  return withTag(home, { tag: [tag] });
}
