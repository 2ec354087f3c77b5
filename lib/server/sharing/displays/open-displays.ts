import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { createShareLinks, type ShareLinkTables } from "../links/share-links";
import type { LinkTerms, StoredLink } from "../links/stored-link";
import { createDisplayContacts, type DisplayContacts, type DisplayContactTables } from "./display-contacts";
import { DISPLAY_MIGRATIONS } from "./display-migrations";
import { createPairings, type Pairing, type Pairings, type PairingTables } from "./pairings";

/** What is stored about wall screens, apart from their links. */
export interface Displays {
  pairings: Pairings;
  contacts: DisplayContacts;
  /**
   * Uses a code up and makes the link whose token its screen then has, both or neither. `null` for a code that is
   * unknown, expired or used.
   */
  pair(
    code: string,
    page: string,
    wish: { terms: LinkTerms; createdBy: string },
    at: EpochMs,
  ): Promise<{ pairing: Pairing; link: StoredLink } | null>;
}

/** To be called after `openShareLinks`. */
export async function openDisplays(store: Store): Promise<Displays> {
  await migrate(store, DISPLAY_MIGRATIONS);
  return {
    pairings: createPairings(store.db.withTables<PairingTables>()),
    contacts: createDisplayContacts(store.db.withTables<DisplayContactTables>()),
    pair: (code, page, { terms, createdBy }, at) =>
      store.db.transaction().execute(async (transaction) => {
        const pairing = await createPairings(transaction.withTables<PairingTables>()).confirm(code, page, at);
        if (pairing === null) return null;
        const links = createShareLinks(transaction.withTables<ShareLinkTables>(), store.dialect);
        return { pairing, link: await links.createFor(pairing.tokenHash, terms, createdBy, at) };
      }),
  };
}
