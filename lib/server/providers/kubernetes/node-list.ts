import "server-only";
import { createPause } from "@/lib/server/pause";
import { ProviderError } from "@/lib/server/providers/errors";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import { parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import type { ListedNodes } from "./normalise";
import { explainNodesRefusal } from "./refusals";
import { nodePageSchema, nodeSchema, type WireNode } from "./wire";

/** A node has tens of kilobytes, most of it names of images, so a hundred of them stay below the limit of an answer. */
const NODES_PER_PAGE = 100;
/** For nodes that hold so many images that a hundred do not. */
const HEAVY_NODES_PER_PAGE = 20;
const MAX_NODES = 5_000;
const MAX_STARTS = 3;
const GONE = 410;

interface Asking {
  http: Pick<ProviderHttp, "getJson">;
  headers: Record<string, string>;
  signal: AbortSignal;
  beginNoting: () => NoteOdd;
}

/**
 * All nodes, page by page, in smaller pages if one is too large. A server forgets the place in a list after minutes, or when its store is
 * compacted: the list then starts again.
 */
export async function readNodes(asking: Asking): Promise<ListedNodes> {
  let perPage = NODES_PER_PAGE;
  for (let starts = 1; ; starts += 1) {
    try {
      return await readPages(asking, perPage);
    } catch (error) {
      if (!(error instanceof ProviderError) || starts === MAX_STARTS) throw error;
      if (error.isTooLarge && perPage > HEAVY_NODES_PER_PAGE) perPage = HEAVY_NODES_PER_PAGE;
      else if (error.status !== GONE) throw error;
    }
  }
}

async function readPages({ http, headers, signal, beginNoting }: Asking, perPage: number): Promise<ListedNodes> {
  const noteOdd = beginNoting();
  const pause = createPause();
  const byName = new Map<string, WireNode>();
  const unreadable: ListedNodes["unreadable"][number][] = [];
  const places = new Set<string>();
  let place: string | undefined;
  for (let pages = 0; pages < MAX_NODES / perPage; pages += 1) {
    const page = await http.getJson({
      ...{ path: "/api/v1/nodes", query: { limit: perPage, continue: place } },
      ...{ headers, schema: nodePageSchema, signal, explainRefusal: explainNodesRefusal },
    });
    const parsed = await parseItemsInTurns(page.items, { schema: nodeSchema, readId: readName, noteOdd }, pause);
    for (const node of parsed.items) byName.set(node.metadata.name, node);
    unreadable.push(...parsed.unreadable);
    place = page.metadata?.continue || undefined;
    if (place === undefined) return { items: [...byName.values()], unreadable, isCut: false };
    // A server that leads back to where it was would be asked for ever.
    if (places.has(place)) break;
    places.add(place);
  }
  return { items: [...byName.values()], unreadable, isCut: true };
}

function readName(item: unknown): string | null {
  if (typeof item !== "object" || item === null) return null;
  return readStringProperty(Reflect.get(item, "metadata"), "name");
}
