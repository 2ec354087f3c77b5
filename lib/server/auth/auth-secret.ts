import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "./schema";

const SECRET_BYTES = 32;

/**
 * What session cookies are signed with: made at the first start, and the same for every server of one database. A copy of the
 * database therefore lets its holder in as anybody; SQLite's file can be read by its owner only.
 */
export async function authSecret(db: Kysely<Tables>): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  await db
    .insertInto("authSecret")
    .values({ id: 1, secret })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom("authSecret").select("secret").executeTakeFirstOrThrow()).secret;
}
