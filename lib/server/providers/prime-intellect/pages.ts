import "server-only";
import { readStringProperty } from "@/lib/server/providers/items";

const MAX_PAGES = 50;

export interface Page {
  items: readonly unknown[];
  /** How many items there are according to the provider; `null` if it does not say. */
  total: number | null;
}

export interface AllPages {
  items: unknown[];
  /** `false` if fewer items were read than the provider says there are. */
  complete: boolean;
}

/** A long list that is read a few pages at a time. */
export interface PageWalk {
  /** Continues where it stopped, while there are pages and `mayGoOn` allows it; `null` while there is more to read. */
  goOn(mayGoOn: () => boolean): Promise<AllPages | null>;
}

/**
 * Reads pages by offset until one has nothing new. The total is not relied upon to stop, only to tell whether something
 * is missing. An item that moves to the next page during the reading appears twice, and counts once.
 */
export function walkPages(
  pageSize: number,
  readPage: (offset: number) => Promise<Page>,
  maxPages = MAX_PAGES,
): PageWalk {
  const items = new Map<unknown, unknown>();
  let offset = 0;
  let pages = 0;
  let result: AllPages | null = null;

  async function readNext(): Promise<void> {
    const page = await readPage(offset);
    const before = items.size;
    for (const item of page.items) items.set(readStringProperty(item, "id") ?? Symbol(), item);
    offset += page.items.length;
    pages += 1;
    const total = page.total ?? 0;
    const isLast = page.items.length < pageSize && offset >= total;
    if (isLast || items.size === before) result = { items: [...items.values()], complete: items.size >= total };
    else if (pages === maxPages) result = { items: [...items.values()], complete: false };
  }

  return {
    goOn: async (mayGoOn) => {
      while (result === null && mayGoOn()) await readNext();
      return result;
    },
  };
}

/** All pages at once. */
export async function readAllPages(...[pageSize, readPage, maxPages]: Parameters<typeof walkPages>): Promise<AllPages> {
  const pages = await walkPages(pageSize, readPage, maxPages).goOn(() => true);
  return pages ?? { items: [], complete: false };
}
