import "server-only";
import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import { OIDC } from "../credential-providers";
import { timesAt } from "../people/password-links";
import type { Tables } from "../schema";

/** How long an admin may link the identity of somebody who was refused because of it. */
const KEPT_DAYS = 7;

const PREFIX = "new-identity:";

/**
 * Remembers that somebody came with the address of a person here, but with another identity than theirs, as happens when somebody is
 * made anew at the provider. Returns whether that is what happened. It links nothing: only an admin knows whether it is the same person.
 */
export async function noteNewIdentity(
  db: Kysely<Tables>,
  email: string,
  subject: string,
  now: EpochMs,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom("person")
      .innerJoin("credential", "credential.userId", "person.id")
      .select(["person.id", "accountId"])
      .where("email", "=", email)
      .where("providerId", "=", OIDC)
      .executeTakeFirst();
    if (known === undefined || known.accountId === subject) return false;
    const identifier = PREFIX + known.id;
    await transaction.deleteFrom("verification").where("identifier", "=", identifier).execute();
    const times = { ...timesAt(now), expiresAt: new Date(now + KEPT_DAYS * DAY_MS).toISOString() };
    await transaction
      .insertInto("verification")
      .values({ id: randomUUID(), identifier, value: subject, ...times })
      .execute();
    return true;
  });
}

/** When each person's new identity was last seen, by the person's id. */
export async function newIdentities(db: Kysely<Tables>, now: EpochMs): Promise<ReadonlyMap<string, EpochMs>> {
  const rows = await db
    .selectFrom("verification")
    .select(["identifier", "createdAt", "expiresAt"])
    .where("identifier", "like", `${PREFIX}%`)
    .execute();
  const current = rows.filter(({ expiresAt }) => new Date(expiresAt).getTime() > now);
  return new Map(
    current.map(({ identifier, createdAt }) => [identifier.slice(PREFIX.length), new Date(createdAt).getTime()]),
  );
}

/**
 * From now on the person's new identity is theirs, instead of the old one, whose sessions end. Returns whether there was one to link.
 */
export async function linkNewIdentity(
  transaction: Transaction<Tables>,
  personId: string,
  now: EpochMs,
): Promise<boolean> {
  const asked = transaction.selectFrom("verification").select(["value", "expiresAt"]);
  const found = await asked.where("identifier", "=", PREFIX + personId).executeTakeFirst();
  if (found === undefined || new Date(found.expiresAt).getTime() <= now) return false;
  const others = transaction.selectFrom("credential").select("userId").where("providerId", "=", OIDC);
  if ((await others.where("accountId", "=", found.value).executeTakeFirst()) !== undefined) return false;
  const { numUpdatedRows } = await transaction
    .updateTable("credential")
    .set({ accountId: found.value, updatedAt: timesAt(now).updatedAt })
    .where("userId", "=", personId)
    .where("providerId", "=", OIDC)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await transaction
    .deleteFrom("verification")
    .where("identifier", "=", PREFIX + personId)
    .execute();
  await transaction.deleteFrom("session").where("userId", "=", personId).execute();
  return true;
}
