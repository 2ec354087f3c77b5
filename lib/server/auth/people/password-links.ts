import "server-only";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { Dialect } from "../../store/open-database";
import type { Tables } from "../schema";
import { PASSWORD } from "../ways-in";

/** How long a link that sets a password works. */
const PASSWORD_LINK_DAYS = 7;

const TOKEN_BYTES = 32;

export interface PasswordToken {
  token: string;
  expiresAt: EpochMs;
}

/** Makes the only working secret of its kind for this person, even if several admins ask at the same moment. */
export async function makePasswordToken(
  transaction: Transaction<Tables>,
  dialect: Dialect,
  personId: string,
  now: EpochMs,
): Promise<PasswordToken> {
  if (dialect === "postgres") await sql`select from person where id = ${personId} for update`.execute(transaction);
  await transaction.deleteFrom("verification").where("value", "=", personId).execute();
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = now + PASSWORD_LINK_DAYS * DAY_MS;
  const times = { ...timesAt(now), expiresAt: new Date(expiresAt).toISOString() };
  await transaction
    .insertInto("verification")
    .values({ id: randomUUID(), identifier: identifierOf(token), value: personId, ...times })
    .execute();
  return { token, expiresAt };
}

/** The id of the person whose password this secret sets; `null` for one that does not work. */
export async function findByPasswordToken(db: Kysely<Tables>, token: string, now: EpochMs): Promise<string | null> {
  const links = db.selectFrom("verification").select(["value", "expiresAt"]);
  const link = await links.where("identifier", "=", identifierOf(token)).executeTakeFirst();
  return link && new Date(link.expiresAt).getTime() > now ? link.value : null;
}

/**
 * Uses the secret up and sets the password, both or neither, and signs the person out everywhere. Returns whether the
 * secret worked.
 */
export async function setPasswordByToken(
  db: Kysely<Tables>,
  token: string,
  passwordHash: string,
  now: EpochMs,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const userId = await findByPasswordToken(transaction, token, now);
    const using = transaction.deleteFrom("verification").where("identifier", "=", identifierOf(token));
    const { numDeletedRows } = await using.executeTakeFirst();
    if (userId === null || numDeletedRows === 0n) return false;
    const people = transaction.selectFrom("person").select("id").where("id", "=", userId);
    if ((await people.executeTakeFirst()) === undefined) return false;
    const updatedAt = timesAt(now).updatedAt;
    const { numUpdatedRows } = await transaction
      .updateTable("credential")
      .set({ password: passwordHash, updatedAt })
      .where("userId", "=", userId)
      .where("providerId", "=", PASSWORD)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) await insertPassword(transaction, userId, passwordHash, now);
    await transaction.deleteFrom("session").where("userId", "=", userId).execute();
    return true;
  });
}

export async function insertPassword(
  transaction: Transaction<Tables>,
  userId: string,
  passwordHash: string,
  now: EpochMs,
): Promise<void> {
  const credential = { userId, accountId: userId, providerId: PASSWORD, password: passwordHash, ...timesAt(now) };
  await transaction
    .insertInto("credential")
    .values({ id: randomUUID(), ...credential })
    .execute();
}

export function timesAt(now: EpochMs): { createdAt: string; updatedAt: string } {
  const at = new Date(now).toISOString();
  return { createdAt: at, updatedAt: at };
}

/** Also finds links that better-auth made, to which earlier versions left this. */
function identifierOf(token: string): string {
  return createHash("sha256").update(`reset-password:${token}`).digest("base64url");
}
