import "server-only";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "@/lib/server/providers/errors";
import { readStringProperty } from "@/lib/server/providers/items";
import { UNREADABLE_TOKEN, type WireInstancePage } from "./wire";

const MAX_PAGES = 50;
const MAX_RESTARTS = 2;
const MAX_REFUSALS = 3;

export interface AllInstances {
  instances: unknown[];
  /** `false` if fewer were read than Vast.ai says there are. */
  complete: boolean;
}

/**
 * Reads page after page. An instance that moves to another page meanwhile counts once. A token that is refused was one of a list that
 * has changed, so the list is read from its beginning again; a page that is refused as too early, because others use the same key, is
 * asked for again.
 */
export async function readAllPages(
  readPage: (token: string | null) => Promise<WireInstancePage>,
): Promise<AllInstances> {
  const read = new Map<unknown, unknown>();
  const tries = { restarts: MAX_RESTARTS, refusals: MAX_REFUSALS };
  let token: string | null = null;
  let total = 0;
  const readSoFar = (complete: boolean) => ({ instances: [...read.values()], complete });

  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page: WireInstancePage | LaterPageFault = await readPage(token).catch(laterPageFault(token, tries));
    if (page === "lost") return readSoFar(false);
    if (page === "restart") token = null;
    if (page === "restart" || page === "again") continue;
    const before = read.size;
    for (const item of page.instances) read.set(readStringProperty(item, "id") ?? Symbol(), item);
    total = page.total_instances ?? total;
    token = page.next_token || null;
    if (token === null) return readSoFar(read.size >= total);
    const isStuck = read.size === before && tries.restarts === MAX_RESTARTS;
    if (token === UNREADABLE_TOKEN || isStuck) return readSoFar(false);
  }
  return readSoFar(false);
}

type LaterPageFault = "lost" | "restart" | "again";

/** What a failure means that may be one of later pages only. The first page's is the list's, and is thrown. */
function laterPageFault(token: string | null, left: { restarts: number; refusals: number }) {
  return (error: unknown): LaterPageFault => {
    if (token === null || !(error instanceof ProviderError)) throw error;
    if (error.status === 400) return left.restarts-- > 0 ? "restart" : "lost";
    if (isShortPause(error) && left.refusals-- > 0) return "again";
    throw error;
  };
}

/** Later requests wait for as long as they have to; one that has to wait for many minutes is left to the next reading. */
function isShortPause({ kind, retryAfterMs = 0 }: ProviderError): boolean {
  return kind === "rate-limited" && retryAfterMs <= MINUTE_MS;
}
