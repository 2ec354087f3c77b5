import "server-only";
import { createHash } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { LimitTables } from "./limit-part";

/** A number that several servers keep together, as one of them has it. */
export interface SharedCount {
  name: string;
  /** The time from which it is as good as none; `null` if there is none. */
  read(): number | null;
  write(at: number | null): void;
}

/** Tells these locks from all others in the database. */
const LOCKS = 0x61747470;
/** What has no end, such as that a target was opened from somewhere, is kept for so long. */
const MAX_KEPT_MS = 90 * DAY_MS;
/** Beyond it, what is nearest to its end goes, so that many keys that are used once cannot displace a busy one. */
const MAX_ROWS = 200_000;
const REMOVED_AT_ONCE = 20_000;
const REMOVE_EVERY_MS = MINUTE_MS;

interface Change<Result> {
  now: EpochMs;
  /** Aborts when nobody waits for the change any more: it is not made then. */
  signal: AbortSignal;
  change: () => Result;
}

/** Makes a change to these counts as the database has them, while no other server changes any of them. */
export async function changeTogether<Result>(
  db: Kysely<LimitTables>,
  counts: readonly SharedCount[],
  { now, signal, change }: Change<Result>,
): Promise<Result> {
  const byDigest = new Map(counts.map((count) => [digestOf(count.name), count]));
  return db.transaction().execute(async (transaction) => {
    await lock(transaction, [...byDigest.keys()]);
    const stored = await read(transaction, [...byDigest.keys()]);
    signal.throwIfAborted();
    for (const [digest, count] of byDigest) count.write(stored.get(digest) ?? null);
    const result = change();
    const changed = [...byDigest].flatMap(([digest, count]) => {
      const at = count.read();
      if (at === (stored.get(digest) ?? null)) return [];
      return [{ digest, fullAt: Math.min(at ?? now, now + MAX_KEPT_MS) }];
    });
    if (changed.length > 0) await write(transaction, changed);
    return result;
  });
}

/** Removes what has ended at most once a minute, however often it is called. */
export function createRareRemoval(db: Kysely<LimitTables>, now: () => EpochMs): () => Promise<void> {
  let removedAt = now();
  return async () => {
    if (Math.abs(now() - removedAt) < REMOVE_EVERY_MS) return;
    removedAt = now();
    await removeEnded(db, removedAt);
  };
}

/** Removes what has ended, and what is too much. What an attempt under way has locked stays. */
export async function removeEnded(db: Kysely<LimitTables>, now: EpochMs): Promise<void> {
  const rows = () => db.selectFrom("limitCount").select("digest").orderBy("fullAt").forUpdate().skipLocked();
  await db
    .deleteFrom("limitCount")
    .where("digest", "in", rows().where("fullAt", "<=", now).limit(REMOVED_AT_ONCE))
    .execute();
  const { count } = await db
    .selectFrom("limitCount")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count <= MAX_ROWS) return;
  await db
    .deleteFrom("limitCount")
    .where("digest", "in", rows().limit(count - MAX_ROWS))
    .execute();
}

/** In one order, so that no two changes wait for one another. */
async function lock(transaction: Transaction<LimitTables>, digests: readonly string[]): Promise<void> {
  const keys = new Set(digests.map((digest) => Buffer.from(digest, "base64url").readInt32BE()));
  const inOrder = [...keys].sort((one, other) => one - other);
  await sql`select pg_advisory_xact_lock(${LOCKS}, key) from unnest(${inOrder}::int[]) as key`.execute(transaction);
}

/** In a statement after the one that locks, since each sees what was committed before it began. */
async function read(
  transaction: Transaction<LimitTables>,
  digests: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction.selectFrom("limitCount").selectAll().where("digest", "in", digests).execute();
  return new Map(rows.map(({ digest, fullAt }) => [digest, fullAt]));
}

async function write(transaction: Transaction<LimitTables>, rows: readonly LimitTables["limitCount"][]): Promise<void> {
  await transaction
    .insertInto("limitCount")
    .values(rows)
    .onConflict((clash) => clash.column("digest").doUpdateSet(({ ref }) => ({ fullAt: ref("excluded.fullAt") })))
    .execute();
}

export function digestOf(name: string): string {
  return createHash("sha256").update(name).digest("base64url");
}
