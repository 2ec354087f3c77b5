import "server-only";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { log } from "../../log";
import type { Tables } from "../schema";
import type { SessionReader } from "./session-reader";

/** A person's session in one browser, without its token. */
export interface Session {
  id: string;
  personId: string;
  createdAt: EpochMs;
  expiresAt: EpochMs;
  /** The address where it began, if known. */
  address: string | null;
  /** The browser's User-Agent at that time. */
  userAgent: string | null;
}

export interface Sessions {
  /** Newest first. */
  list(personId: string): Promise<Session[]>;
  /** `null` for a session that never existed or has ended. */
  find(id: string): Promise<Session | null>;
  /**
   * Signs the person out there, on every server of this database within a second. Throws a 503 if that could not be
   * stored.
   */
  revoke(id: string): Promise<void>;
}

interface Options {
  db: Kysely<Tables>;
  now: () => EpochMs;
  whileRevoking: SessionReader["whileRevoking"];
}

export function createSessions({ db, now, whileRevoking }: Options): Sessions {
  const select = () => db.selectFrom("session").select(COLUMNS);
  return {
    async list(personId) {
      const sessions = (await select().where("userId", "=", personId).execute()).map(toSession);
      return sessions.filter(({ expiresAt }) => expiresAt > now()).sort((a, b) => b.createdAt - a.createdAt);
    },
    async find(id) {
      const row = await select().where("id", "=", id).executeTakeFirst();
      return row ? toSession(row) : null;
    },
    async revoke(id) {
      const deleting = db.deleteFrom("session").where("id", "=", id);
      await whileRevoking(
        ({ sessionId }) => sessionId === id,
        () => deleting.execute(),
      );
    },
  };
}

/** Expired sessions, and the addresses in them, are of no use to anybody. Never fails. */
export async function removeExpiredSessions(db: Kysely<Tables>, now: () => EpochMs): Promise<void> {
  const expired = db.deleteFrom("session").where("expiresAt", "<", new Date(now()).toISOString());
  await expired.execute().catch((error: unknown) => {
    log().warn({ err: error }, "Expired sessions could not be removed");
  });
}

const COLUMNS = ["id", "userId", "createdAt", "expiresAt", "ipAddress", "userAgent"] as const;

function toSession(row: Pick<Tables["session"], (typeof COLUMNS)[number]>): Session {
  return {
    id: row.id,
    personId: row.userId,
    createdAt: new Date(row.createdAt).getTime(),
    expiresAt: new Date(row.expiresAt).getTime(),
    address: row.ipAddress || null,
    userAgent: row.userAgent || null,
  };
}
