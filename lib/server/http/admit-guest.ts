import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { clientAddress } from "../security/client-address";
import { takeTurn } from "../security/take-turn";
import { type Entry, entryOf } from "../sharing/links/enter-link";
import type { ShareLinks } from "../sharing/links/share-links";
import type { Application } from "./application";

type Counting = Pick<Application, "guestTurns" | "unknownLinkTurns"> & { shareLinks: Pick<ShareLinks, "findByToken"> };

/**
 * What a token opens now, counted against a rate limit. Each link has its own limit per address, and unknown tokens
 * share another: behind a proxy that is not configured as trusted, everybody has the same address, and strangers who
 * guess must not use up the turns of guests. `linkId` is `null` for an unknown token. Throws a 429 to clients that ask
 * too often, and a 503 without the store.
 */
export async function admitGuest(
  { shareLinks, guestTurns, unknownLinkTurns }: Counting,
  token: string,
  headers: Headers,
  now: EpochMs,
): Promise<{ entry: Entry; linkId: string | null }> {
  const link = await shareLinks.findByToken(token);
  const address = clientAddress(headers);
  if (link === null) takeTurn(unknownLinkTurns, address);
  else takeTurn(guestTurns, address, link.id);
  return { entry: entryOf(link, headers, now), linkId: link?.id ?? null };
}
