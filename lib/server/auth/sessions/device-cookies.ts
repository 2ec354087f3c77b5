import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Tables } from "../schema";

/**
 * Remembers in a browser that somebody has signed in with it, so that strangers who guess at that person's password cannot use up its
 * tries. It opens nothing: who holds one still needs the password. Kept over restarts, and on all servers of one database. After OWASP's
 * "Slow Down Online Guessing Attacks with Device Cookies".
 */
export interface DeviceCookies {
  /** The name of the browser that sends these cookies; `null` unless this person has signed in with it. */
  recognise(cookies: string | null, email: string): Promise<string | null>;
  /** What the browser is to keep, as a Set-Cookie header; `null` for whoever has no password here. */
  make(email: string): Promise<string | null>;
}

interface Options {
  db: Kysely<Tables>;
  secret: string;
  isSecure: boolean;
  now: () => EpochMs;
}

const LIFE_MS = 365 * 86_400_000;
const NONCE_BYTES = 16;
/** The only calls that ask for a password. */
const PATH = "/api/auth";

export function createDeviceCookies({ db, secret, isSecure, now }: Options): DeviceCookies {
  // Of its own: nothing signed for another purpose can be passed off as a device.
  const key = createHmac("sha256", secret).update("device cookies").digest();
  const sign = (...parts: readonly string[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  /** Of each person another one, for browsers that several share. It does not tell whose it is. */
  const nameFor = (email: string) =>
    `${isSecure ? "__Secure-" : ""}clusterdeck.device.${sign("name", email).slice(0, 16)}`;

  /** A new password or having been disabled makes it another value, and old cookies worthless. */
  async function findGeneration(email: string): Promise<string | null> {
    const row = await db
      .selectFrom("person")
      .innerJoin("credential", "credential.userId", "person.id")
      .select(["person.id", "person.deviceGeneration", "credential.password"])
      .where("person.email", "=", email)
      .where("person.disabledAt", "is", null)
      .where("credential.password", "is not", null)
      .executeTakeFirst();
    return row ? JSON.stringify(row) : null;
  }

  return {
    async recognise(cookies, email) {
      const who = normalised(email);
      const [nonce = "", until = "", signature = ""] = parseCookie(cookies ?? "")[nameFor(who)]?.split(".") ?? [];
      if (signature === "" || !(Number(until) > now())) return null;
      const generation = await findGeneration(who);
      return generation !== null && isEqual(signature, sign(nonce, until, generation)) ? nonce : null;
    },

    async make(email) {
      const who = normalised(email);
      const generation = await findGeneration(who);
      if (generation === null) return null;
      const nonce = randomBytes(NONCE_BYTES).toString("base64url");
      const until = String(now() + LIFE_MS);
      const value = [nonce, until, sign(nonce, until, generation)].join(".");
      const attributes = {
        path: PATH,
        maxAge: LIFE_MS / 1_000,
        httpOnly: true,
        sameSite: "lax",
        secure: isSecure,
      } as const;
      return stringifySetCookie(nameFor(who), value, attributes);
    },
  };
}

function normalised(email: string): string {
  return email.trim().toLowerCase();
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
