import "server-only";

const MAX_PAGES = 20;

export interface Page {
  items: readonly unknown[];
  nextPageToken?: string | null | undefined;
}

export interface AllPages {
  items: unknown[];
  /** `false` when more pages may exist than were read. */
  complete: boolean;
}

/** Follows page tokens until there is none. A token that comes again would go round for ever, so it ends the reading too. */
export async function readAllPages(readPage: (pageToken: string | undefined) => Promise<Page>): Promise<AllPages> {
  const items: unknown[] = [];
  const tokens = new Set<string>();
  let pageToken: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await readPage(pageToken);
    items.push(...page.items);
    if (!page.nextPageToken) return { items, complete: true };
    if (tokens.has(page.nextPageToken)) break;
    tokens.add(page.nextPageToken);
    pageToken = page.nextPageToken;
  }
  return { items, complete: false };
}
