import "server-only";
import { formatCounted, nounFor } from "@/lib/domain/text/format";
import { readStringProperty } from "@/lib/server/providers/items";
import type { ListPage } from "./wire-list";

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
 * All pages of a list. How the answer announces further pages is not documented, so a page is the last that is not full and says of no
 * more. A page that brings nothing new, and the bound, end the reading too, but prove nothing about absence.
 */
export async function listPages(readPage: (page: number) => Promise<ListPage>): Promise<Listing> {
  // What comes again unchanged is the same cluster; under one id, what differs is not.
  const items = new Map<string, unknown>();
  const seenIds = new Set<string | null>();
  let total: number | null = null;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const answer = await readPage(page);
    total = answer.total ?? total;
    const seenBefore = seenIds.size;
    for (const item of answer.items) {
      items.set(JSON.stringify(item), item);
      seenIds.add(readId(item));
    }
    const listed = [...items.values()];
    const isShort = total !== null && total > listed.length;
    if (answer.items.length === 0) return shortListing(listed, isShort ? total : null);
    if (page > 1 && seenIds.size === seenBefore) {
      const repeated = "TensorOne repeats a page of its list, so clusters may be missing";
      return {
        items: listed,
        warnings: [isShort && total !== null ? missingWords(total, listed.length) : repeated],
        complete: false,
      };
    }
    const isFull = answer.items.length === PAGE_LIMIT || answer.items.length === DEFAULT_PAGE_LIMIT;
    if (!isFull && !isShort && !answer.hasMore) return shortListing(listed, null);
  }
  return {
    items: [...items.values()],
    warnings: [
      `Only the first ${formatCounted(items.size, "cluster")} of this account ${nounFor(items.size, "is", "are")} read`,
    ],
    complete: false,
  };
}

/** A list that has ended, perhaps before as many as it announced. */
function shortListing(items: unknown[], announced: number | null): Listing {
  const warnings = announced === null ? [] : [missingWords(announced, items.length)];
  return { items, warnings, complete: announced === null };
}

function missingWords(announced: number, listed: number): string {
  return `TensorOne says that there ${nounFor(announced, "is", "are")} ${formatCounted(announced, "cluster")}, and lists ${listed}: some are missing here`;
}

export function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
