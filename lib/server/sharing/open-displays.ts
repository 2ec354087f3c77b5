import "server-only";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import { createDisplayContacts, type DisplayContacts, type DisplayContactTables } from "./display-contacts";
import { DISPLAY_MIGRATIONS } from "./display-migrations";
import { createPairings, type Pairings, type PairingTables } from "./pairings";

/** What is kept of screens on walls, beside their links. */
export interface Displays {
  pairings: Pairings;
  contacts: DisplayContacts;
}

/** After `openShareLinks`. */
export async function openDisplays(store: Store): Promise<Displays> {
  await migrate(store, DISPLAY_MIGRATIONS);
  return {
    pairings: createPairings(store.db.withTables<PairingTables>()),
    contacts: createDisplayContacts(store.db.withTables<DisplayContactTables>()),
  };
}
