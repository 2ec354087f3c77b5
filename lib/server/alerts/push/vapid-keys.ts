import "server-only";
import type { Kysely } from "kysely";
import { generateVAPIDKeys, type VapidKeys } from "web-push";
import type { SecretBox } from "../../secret-box/secret-box";
import { PUSH_KEY_OWNER, type PushTables } from "./push-part";

const ROW = 1;

/**
 * The keys by which push services know this installation, made at the first start and shared by all servers of one database. If they can
 * no longer be opened, new ones are made; what browsers have subscribed to with the old ones is then worth nothing, and is removed.
 */
export async function vapidKeys(db: Kysely<PushTables>, box: SecretBox): Promise<VapidKeys> {
  const stored = await readKeys(db, box);
  if (stored.keys !== null) return stored.keys;
  const made = generateVAPIDKeys();
  const sealedPrivateKey = box.seal(made.privateKey, PUSH_KEY_OWNER);
  await db.transaction().execute(async (transaction) => {
    if (stored.sealed !== null) {
      await transaction.deleteFrom("pushSubscription").execute();
      await transaction.deleteFrom("pushKey").where("sealedPrivateKey", "=", stored.sealed).execute();
    }
    await transaction
      .insertInto("pushKey")
      .values({ id: ROW, publicKey: made.publicKey, sealedPrivateKey })
      // Another server was faster.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  const { keys } = await readKeys(db, box);
  if (keys === null)
    throw new Error("The key for pushes is sealed with another CLUSTERDECK_SECRET_KEY than this server has.");
  return keys;
}

/** The stored keys, or what they are sealed as if they cannot be opened. */
async function readKeys(
  db: Kysely<PushTables>,
  box: SecretBox,
): Promise<{ keys: VapidKeys | null; sealed: string | null }> {
  const row = await db.selectFrom("pushKey").selectAll().where("id", "=", ROW).executeTakeFirst();
  if (row === undefined) return { keys: null, sealed: null };
  const { publicKey, sealedPrivateKey } = row;
  const privateKey = box.open(sealedPrivateKey, PUSH_KEY_OWNER);
  return { keys: privateKey === null ? null : { publicKey, privateKey }, sealed: sealedPrivateKey };
}
