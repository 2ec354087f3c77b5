import "server-only";
import { wireCount } from "@/lib/server/providers/wire-values";

const MAX_PAGES = 20;
const totalSizeSchema = wireCount(1_000_000_000);

export interface Page {
  items: readonly unknown[];
  nextPageToken?: unknown;
  totalSize?: unknown;
}

export interface AllPages {
  /** An item that comes again unchanged, as pages that repeat bring it, is there once. */
  items: unknown[];
  /** `false` when there may be more than was read. */
  complete: boolean;
  /** How many items there are by the provider's own count, where these are more than it lists. */
  announced: number | null;
}

/** Follows page tokens until there is none. A token that comes again would go round for ever, so it ends the reading too. */
export async function readAllPages(readPage: (pageToken: string | undefined) => Promise<Page>): Promise<AllPages> {
  const items = new Map<string, unknown>();
  const tokens = new Set<string>();
  let pageToken: string | undefined;
  let totalSize: number | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await readPage(pageToken);
    for (const item of page.items) items.set(JSON.stringify(item), item);
    totalSize = totalSizeSchema.safeParse(page.totalSize).data ?? totalSize;
    const next = page.nextPageToken ?? "";
    if (next === "") {
      const announced = totalSize !== null && totalSize > items.size ? totalSize : null;
      return { items: [...items.values()], complete: announced === null, announced };
    }
    // Anything but a text leads nowhere.
    if (typeof next !== "string" || tokens.has(next)) break;
    tokens.add(next);
    pageToken = next;
  }
  return { items: [...items.values()], complete: false, announced: null };
}
