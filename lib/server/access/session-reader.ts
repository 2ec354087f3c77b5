import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookie } from "cookie";
import type { Kysely } from "kysely";
import { createRecentKeys } from "../door/recent-keys";
import { storageProblem } from "../http/storage-problem";
import { log } from "../log";
import { STORE_GRACE_MS } from "../store/grace";
import type { Person } from "./person";
import type { Tables } from "./schema";

/** For so long an answer of the database counts: polls of many tabs then ask it once, and a revoked session ends all the same. */
const REMEMBERED_MS = 500;

export interface SessionReader {
  /** Whoever this session cookie belongs to; `null` without a valid one. */
  read(cookies: string | null): Promise<Person | null>;
  /** The next question goes to the database: something about people or sessions was changed here. */
  forget(): void;
}

interface Remembered {
  person: Person;
  expiresAt: number;
  confirmedAt: number;
}

interface Options {
  db: Kysely<Tables>;
  secret: string;
  cookieName: string;
  now: () => number;
}

/** Reads what better-auth writes, with one query where its own `getSession` takes several: every call of the API asks. */
export function createSessionReader({ db, secret, cookieName, now }: Options): SessionReader {
  const remembered = createRecentKeys<Remembered>();
  let changedAt = 0;
  return {
    async read(cookies) {
      const token = signedValue(cookies, cookieName, secret);
      if (token === null) return null;
      const known = remembered.get(token);
      const isRecent = known && known.confirmedAt > changedAt && now() - known.confirmedAt < REMEMBERED_MS;
      if (isRecent) return known.expiresAt > now() ? known.person : null;
      try {
        const found = await findSession(db, token);
        if (found === null) remembered.delete(token);
        else remembered.set(token, { ...found, confirmedAt: now() });
        return found && found.expiresAt > now() ? found.person : null;
      } catch (error) {
        return withoutDatabase(known, now(), error);
      }
    },
    forget() {
      changedAt = now();
    },
  };
}

async function findSession(db: Kysely<Tables>, token: string): Promise<{ person: Person; expiresAt: number } | null> {
  const row = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.userId")
    .select(["person.id", "person.email", "person.name", "person.role", "session.id as sessionId", "session.expiresAt"])
    .where("session.token", "=", token)
    .where("person.disabledAt", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const { expiresAt, ...person } = row;
  return { person, expiresAt: new Date(expiresAt).getTime() };
}

/** Live status goes on without the database, for those it knew a moment ago, and only to look at. */
function withoutDatabase(known: Remembered | undefined, now: number, cause: unknown): Person {
  if (known && known.expiresAt > now && now - known.confirmedAt < STORE_GRACE_MS)
    return { ...known.person, role: "viewer" };
  log().error({ err: cause }, "Sessions could not be read");
  const detail = "The database does not answer, so nobody can be recognised. Try again in a moment.";
  throw storageProblem(detail);
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
