import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "./schema";

const SECRET_BYTES = 32;

/**
 * The secret that signs session cookies: made at the first start, and shared by all servers of one database. Whoever
 * has a copy of the database can therefore sign in as anybody; SQLite's file is readable only by its owner.
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
