import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { clientAddress } from "../security/client-address";
import { takeTurn } from "../security/take-turn";
import { type Entry, entryOf } from "../sharing/links/enter-link";
import type { ShareLinks } from "../sharing/links/share-links";
import type { Application } from "./application";

type Counting = Pick<Application, "guestTurns" | "unknownLinkTurns"> & { shareLinks: Pick<ShareLinks, "findByToken"> };

/**
 * What a token opens now, counted. Each link has turns of its own at each address, and what is no link others: behind a proxy that we
 * were not told of all the world has one address, and strangers who guess there must not use up the turns of guests.
 * `linkId` is `null` for what is no link. Throws a 429 to who asks too often, and a 503 without the store.
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
