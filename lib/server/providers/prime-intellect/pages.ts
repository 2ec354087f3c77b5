import "server-only";
import { readStringProperty } from "@/lib/server/providers/items";

const MAX_PAGES = 50;

export interface Page {
  items: readonly unknown[];
  /** How many items the provider says there are; `null` when it does not say. */
  total: number | null;
}

export interface AllPages {
  items: unknown[];
  /** `false` when fewer items were read than the provider says there are. */
  complete: boolean;
}

/**
 * Reads pages by offset until one brings nothing new: the total is not relied upon to stop, only to tell whether something is missing.
 * An item that moves to the next page while it is read comes twice, and counts once.
 */
export async function readAllPages(
  pageSize: number,
  readPage: (offset: number) => Promise<Page>,
  maxPages = MAX_PAGES,
): Promise<AllPages> {
  const items = new Map<unknown, unknown>();
  let total = 0;
  let offset = 0;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const page = await readPage(offset);
    const before = items.size;
    for (const item of page.items) items.set(readStringProperty(item, "id") ?? Symbol(), item);
    offset += page.items.length;
    total = page.total ?? 0;
    const isLast = page.items.length < pageSize && offset >= total;
    if (isLast || items.size === before) return { items: [...items.values()], complete: items.size >= total };
  }
  return { items: [...items.values()], complete: false };
}
