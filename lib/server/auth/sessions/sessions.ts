import "server-only";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { log } from "../../log";
import type { Tables } from "../schema";
import type { SessionReader } from "./session-reader";

/** Somebody's being signed in on one browser. Never holds its token. */
export interface Session {
  id: string;
  personId: string;
  createdAt: EpochMs;
  expiresAt: EpochMs;
  /** Where it was begun, as far as known. */
  address: string | null;
  /** What the browser called itself then. */
  userAgent: string | null;
}

export interface Sessions {
  /** Newest first. */
  list(personId: string): Promise<Session[]>;
  /** `null` for what never was or is no more. */
  find(id: string): Promise<Session | null>;
  /** The person is signed out there, on every server of this database within a second. Throws a 503 where that could not be stored. */
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

/** Those of long ago, with where they were begun, are of use to nobody. Never fails. */
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
