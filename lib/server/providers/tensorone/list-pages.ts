import "server-only";
import { readStringProperty } from "@/lib/server/providers/items";

/** The largest page the documentation allows, and how many items come when the limit is not heeded. */
export const PAGE_LIMIT = 100;
const DEFAULT_PAGE_LIMIT = 20;
/** 2 000 clusters: more than an hour's reads could detail on any plan. */
const MAX_PAGES = 20;

export interface Listing {
  items: unknown[];
  warnings: string[];
  complete: boolean;
}

/**
 * All pages of a list. How the answer announces further pages is not documented, so only a page of another length than a full
 * one is the last. A page that brings nothing new, and the bound, end the reading too, but prove nothing about absence.
 */
export async function listPages(readPage: (page: number) => Promise<unknown[]>): Promise<Listing> {
  const items: unknown[] = [];
  const seenIds = new Set<string | null>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const answer = await readPage(page);
    const seenBefore = seenIds.size;
    for (const item of answer) {
      const id = readId(item);
      if (id === null || !seenIds.has(id)) items.push(item);
      seenIds.add(id);
    }
    if (page > 1 && answer.length > 0 && seenIds.size === seenBefore) {
      return { items, warnings: ["TensorOne repeats a page of its list, so clusters may be missing"], complete: false };
    }
    if (answer.length !== PAGE_LIMIT && answer.length !== DEFAULT_PAGE_LIMIT)
      return { items, warnings: [], complete: true };
  }
  return { items, warnings: [`Only the first ${items.length} clusters of this account are read`], complete: false };
}

export function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
