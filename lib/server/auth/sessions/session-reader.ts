import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookie } from "cookie";
import type { Kysely } from "kysely";
import { log } from "../../log";
import { Refusal } from "../../refusal";
import { type ConfirmedAnswers, createConfirmedAnswers, type OnAccessChanged } from "../../store/confirmed-answers";
import { storageRefusal } from "../../store/storage-refusal";
import { createThrottledLog } from "../../throttled-log";
import type { Person } from "../people/person";
import type { Tables } from "../schema";

/**
 * How long an answer from the database is cached: short enough that a revoked session ends soon, long enough that polls
 * from many tabs share one query.
 */
const FRESH_MS = 500;

export interface SessionReader {
  /** The person whom this session cookie belongs to; `null` without a valid one. */
  read(cookies: string | null): Promise<Person | null>;
  /**
   * Makes a change that ends sessions of these people or takes rights from them. Throws a 503 if it could not be
   * stored.
   */
  whileRevoking: ConfirmedAnswers<Session>["whileRevoking"];
  /** To be called when another server may have made such a change. */
  confirm: ConfirmedAnswers<Session>["confirm"];
}

interface Session extends Person {
  expiresAt: number;
}

interface Options {
  db: Kysely<Tables>;
  secret: string;
  cookieName: string;
  now: () => number;
  /** Called when a session has ended, or what its person may do has changed. */
  onAccessChanged: OnAccessChanged;
}

/**
 * Reads what better-auth writes, with one query where its own `getSession` takes several, because every call of the API
 * needs it.
 */
export function createSessionReader({ db, secret, cookieName, now, onAccessChanged }: Options): SessionReader {
  const noteUnread = createThrottledLog("Sessions could not be read");
  const sessions = createConfirmedAnswers({
    ...{ read: (tokens) => findSessions(db, tokens), now, freshMs: FRESH_MS },
    ...{ onAccessChanged, accessOf: (session: Session) => session },
  });
  return {
    async read(cookies) {
      const token = signedValue(cookies, cookieName, secret);
      if (token === null) return null;
      const answer = await sessions.ask(token).catch((error: unknown) => {
        noteUnread(error);
        const detail = "The database does not answer, so nobody can be identified. Try again in a moment.";
        throw storageRefusal(detail);
      });
      if (answer === null || answer.value.expiresAt <= now()) return null;
      const { expiresAt: _, ...person } = answer.value;
      // Without the database, people may still look at live status, but change nothing.
      return answer.isFromCache ? { ...person, role: "viewer", isFromCache: true } : person;
    },
    confirm: sessions.confirm,
    whileRevoking: (isMeant, change) =>
      sessions.whileRevoking(isMeant, change).catch((error: unknown) => {
        if (error instanceof Refusal) throw error;
        log().error({ err: error }, "A session, or what somebody may do, could not be changed");
        const detail = "The database does not answer, so this was not stored. Try again in a moment.";
        throw storageRefusal(detail);
      }),
  };
}

async function findSessions(db: Kysely<Tables>, tokens: readonly string[]): Promise<Map<string, Session>> {
  const rows = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.userId")
    .select(["person.id", "person.email", "person.name", "person.role"])
    .select(["session.token", "session.id as sessionId", "session.expiresAt"])
    .where("session.token", "in", tokens)
    .where("person.disabledAt", "is", null)
    .execute();
  return new Map(rows.map(({ token, ...row }) => [token, { ...row, expiresAt: new Date(row.expiresAt).getTime() }]));
}

/** The value of a cookie that better-auth has signed: `value.signature`, URL-encoded. `null` when it is missing or forged. */
function signedValue(cookies: string | null, name: string, secret: string): string | null {
  const signed = parseCookie(cookies ?? "")[name] ?? "";
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return null;
  const value = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), "base64");
  const expected = createHmac("sha256", secret).update(value).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
}
