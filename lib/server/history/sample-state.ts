import "server-only";
import { sql } from "kysely";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { Dialect } from "../store/open-database";
import type { Database } from "./schema";
import { watchedUntil } from "./watched-until";

/** Nearer to the latest poll, what was read is often corrected by the next. */
const SETTLED_AFTER_MS = HOUR_MS;

/**
 * Whether costs that were computed from the ledger are still what it says. They may be kept for moments up to
 * `claimedUntil`, as long as `changes` is what it was before they were computed. Polls change nothing that old, but for
 * a few: the first after an outage, or after the clock was set.
 */
export interface SampleState {
  changes: number;
  claimedUntil: EpochMs;
  /** The latest moment worth claiming. */
  settledUntil: EpochMs;
}

async function readSampleState(db: Database): Promise<SampleState> {
  const { rows } = await sql<{ changes: number; claimedUntil: number; readUntil: number | null }>`
    select changes, claimed_until, (select max(${watchedUntil(sql`account.id`)}) from account) as read_until
    from cost_sample_state`.execute(db);
  const [row] = rows;
  // Without the row, as in a store that somebody emptied, nothing can be kept.
  if (row === undefined) return { changes: -1, claimedUntil: 0, settledUntil: 0 };
  const { changes, claimedUntil, readUntil } = row;
  return { changes, claimedUntil, settledUntil: (readUntil ?? 0) - SETTLED_AFTER_MS };
}

/** The state in which what is read now may be kept for those of the moments that are settled. */
export async function claimSettled(db: Database, moments: readonly EpochMs[]): Promise<SampleState> {
  const state = await readSampleState(db);
  const latest = moments.reduce((last, moment) => (moment <= state.settledUntil ? Math.max(last, moment) : last), 0);
  if (latest <= state.claimedUntil) return state;
  // A full disk keeps nobody from reading: then only what was claimed before may be kept.
  return claimMoments(db, latest).catch(() => state);
}

/** From now on, every change to the ledger before this moment counts. Resolves once those under way are written. */
async function claimMoments(db: Database, until: EpochMs): Promise<SampleState> {
  const state = db.updateTable("costSampleState").set({ claimedUntil: until });
  await state.where("claimedUntil", "<", until).execute();
  return readSampleState(db);
}

/**
 * Part of each transaction that changes the ledger, after its last change: forgets what has become untrue. Usually that
 * is nothing, and nothing is written.
 */
export async function forgetSamplesAfter(
  transaction: Database,
  dialect: Dialect,
  unchangedUntil: EpochMs,
): Promise<void> {
  const { rows } = await sql`
    select changes from cost_sample_state where claimed_until <= ${unchangedUntil} ${shareLock(dialect)}`.execute(
    transaction,
  );
  if (rows.length > 0) return;
  await sql`
    update cost_sample_state set changes = changes + 1, claimed_until = ${unchangedUntil}
    where claimed_until > ${unchangedUntil}`.execute(transaction);
  // Only now, since the update has waited for whoever was storing samples.
  await transaction.deleteFrom("costSample").where("at", ">", unchangedUntil).execute();
}

/**
 * Keeps the row as it is until the end of the transaction. On SQLite one transaction runs at a time, so there is nothing
 * to lock.
 */
export function shareLock(dialect: Dialect) {
  return dialect === "postgres" ? sql`for share` : sql``;
}
