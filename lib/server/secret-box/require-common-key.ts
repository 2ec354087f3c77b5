import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { hasLiveServer } from "../coordination/postgres/has-live-server";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import { StoreError } from "../store/store-error";
import { SEALING_KEY_OWNER, SEALING_KEY_PART, type SealingKeyTables } from "./sealing-key-part";
import type { SecretBox } from "./secret-box";

const ROW = 1;
/** Of servers that start at the same time, none is to be seen yet. */
const STARTING_MS = MINUTE_MS;

/**
 * Throws a `StoreError` if other servers of this database seal with another key. Each would take what the other has sealed for
 * unreadable: it would ask for keys of accounts again, and forget which browsers want pushes. A key takes the place of one that no
 * server has any more.
 */
export async function requireCommonKey(store: Store, box: SecretBox, now: EpochMs): Promise<void> {
  await migrate(store, SEALING_KEY_PART.migrations);
  if (store.dialect === "sqlite") return;
  const db = store.db.withTables<SealingKeyTables>();
  const row = { id: ROW, sealed: box.seal(SEALING_KEY_OWNER, SEALING_KEY_OWNER), since: now };
  await db
    .insertInto("sealingKey")
    .values(row)
    .onConflict((clash) => clash.doNothing())
    .execute();
  const { sealed, since } = await db.selectFrom("sealingKey").selectAll().executeTakeFirstOrThrow();
  if (box.open(sealed, SEALING_KEY_OWNER) !== null) return;
  const isNew = Math.abs(now - since) < STARTING_MS;
  if (isNew || (await hasLiveServer(db))) throw otherKey();
  const { numUpdatedRows } = await db
    .updateTable("sealingKey")
    .set(row)
    .where("sealed", "=", sealed)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw otherKey();
}

function otherKey(): StoreError {
  return new StoreError(
    "refused",
    "Another server of this database encrypts with another key than this one has, so this one stores nothing. " +
      "Set CLUSTERDECK_SECRET_KEY, or CLUSTERDECK_SECRET_KEY_FILE, to the same key on all servers: " +
      "that of the server that was there first, which may be in secret-key in its data folder.",
  );
}
