import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import type { Kysely } from "kysely";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { Tables } from "../schema";

/**
 * Marks a browser that somebody has signed in with, so that strangers who guess that person's password cannot use up
 * its attempts. The cookie grants no access: its holder still needs the password. It stays valid after restarts and on
 * all servers of one database. Follows OWASP's "Slow Down Online Guessing Attacks with Device Cookies".
 */
export interface DeviceCookies {
  /** The id of the browser that sends these cookies; `null` unless this person has signed in with it. */
  recognise(cookies: string | null, email: string): Promise<string | null>;
  /** The cookie for the browser, as a Set-Cookie header; `null` for a person without a password here. */
  make(email: string): Promise<string | null>;
}

interface Options {
  db: Kysely<Tables>;
  secret: string;
  isSecure: boolean;
  now: () => EpochMs;
}

const LIFE_MS = 365 * DAY_MS;
const NONCE_BYTES = 16;
/** Only calls under this path ask for a password. */
const PATH = "/api/auth";

export function createDeviceCookies({ db, secret, isSecure, now }: Options): DeviceCookies {
  // A separate key: nothing that was signed for another purpose can pass as a device cookie.
  const key = createHmac("sha256", secret).update("device cookies").digest();
  const sign = (...parts: readonly string[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  /** Different for each person, because several people may share a browser. It does not reveal whose it is. */
  const nameFor = (email: string) =>
    `${isSecure ? "__Secure-" : ""}clusterdeck.device.${sign("name", email).slice(0, 16)}`;

  /** Changes when the password changes or the person is disabled, which makes old cookies worthless. */
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
