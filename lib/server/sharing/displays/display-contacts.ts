import "server-only";
import type { Kysely } from "kysely";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { createRecentKeys } from "../../security/recent-keys";

export type DisplayContactTables = {
  displayContact: { linkId: string; page: string; build: string; at: number };
};

/** What a screen last said about itself, in one of its polls. */
export interface DisplayContact {
  /** The query string of its page, without the `?`. */
  page: string;
  /** The build that it runs. */
  build: string;
  at: EpochMs;
}

export interface DisplayContacts {
  /** One row for each link that a screen has ever polled with; if several screens use one link, the last one. */
  list(): Promise<ReadonlyMap<string, DisplayContact>>;
  /** Writes at most once a minute per link. */
  note(linkId: string, contact: DisplayContact): Promise<void>;
}

/** A screen asks every few seconds; without this limit each poll would be a write. */
export const CONTACT_EVERY_MS = MINUTE_MS;

export function createDisplayContacts(db: Kysely<DisplayContactTables>): DisplayContacts {
  const written = createRecentKeys<EpochMs>();
  return {
    async list() {
      const rows = await db.selectFrom("displayContact").selectAll().execute();
      return new Map(rows.map(({ linkId, ...contact }) => [linkId, contact]));
    },
    async note(linkId, contact) {
      const last = written.get(linkId) ?? Number.NEGATIVE_INFINITY;
      // A clock that was set back must not prevent writes.
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
