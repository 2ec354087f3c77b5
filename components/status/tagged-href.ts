import { changeQuery, writeChanges } from "@/components/ui/url-state/url-query";
import { listOf, text } from "@/components/ui/url-state/url-words";

const view = { tag: listOf(text) };

/** The address of a fleet page filtered by one tag. */
export function taggedHref(home: string, tag: string): string {
  return `${home}${changeQuery("", writeChanges(view, { tag: [tag] }))}`;
}
