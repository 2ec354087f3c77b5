import "server-only";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createRecentKeys } from "../../security/recent-keys";

export type DisplayContactTables = {
  displayContact: { linkId: string; page: string; build: string; at: number };
};

/** What a screen last said of itself, with one of its polls. */
export interface DisplayContact {
  /** What stands behind the `?` of its page. */
  page: string;
  /** The build whose code it runs. */
  build: string;
  at: EpochMs;
}

export interface DisplayContacts {
  /** Of each link that a screen has ever polled with; of several screens with one link, the last. */
  list(): Promise<ReadonlyMap<string, DisplayContact>>;
  /** Written down at most once a minute per link. */
  note(linkId: string, contact: DisplayContact): Promise<void>;
}

/** A screen polls every five seconds: that would be a write for each. */
export const CONTACT_EVERY_MS = 60_000;

export function createDisplayContacts(db: Kysely<DisplayContactTables>): DisplayContacts {
  const written = createRecentKeys<EpochMs>();
  return {
    async list() {
      const rows = await db.selectFrom("displayContact").selectAll().execute();
      return new Map(rows.map(({ linkId, ...contact }) => [linkId, contact]));
    },
    async note(linkId, contact) {
      const last = written.get(linkId) ?? Number.NEGATIVE_INFINITY;
      // A clock that was set back must not keep anything from being written.
      if (contact.at >= last && contact.at < last + CONTACT_EVERY_MS) return;
      written.set(linkId, contact.at);
      await db
        .insertInto("displayContact")
        .values({ linkId, ...contact })
        .onConflict((conflict) => conflict.column("linkId").doUpdateSet(contact))
        .execute();
    },
  };
}
