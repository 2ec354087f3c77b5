import "server-only";
import type { ClockJump } from "@/lib/domain/time/clock-jump";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { writeDoubts } from "./read/clock-doubt";
import { type ClusterFilter, concernsAccount } from "./read/cluster-filter";
import type { Poll } from "./record/poll";
import { readFuture, withdrawFuture } from "./record/withdraw-future";
import type { Database } from "./schema";

export interface RecordedJump extends ClockJump {
  accountId: string;
}

/**
 * Makes room in the ledger for a poll that follows a jump of the clock, and marks what has become doubtful. The clock
 * is trusted as it is now: if it was right before the jump instead, it will be set ahead again, which is another jump.
 */
export async function recordClockJump(db: Database, { accountId, pollIntervalMs }: Poll, jump: ClockJump) {
  const { at, previousAt, byMs } = jump;
  if (at > previousAt) {
    await writeDoubts(db, accountId, { at, firstAt: previousAt + 1, durationMs: Math.abs(byMs) });
  } else {
    const future = await readFuture(db, accountId, at);
    const passedMs = Math.max(pollIntervalMs, at - previousAt - byMs);
    await writeDoubts(db, accountId, { at, firstAt: future.firstAt, durationMs: future.readMs + passedMs });
    await withdrawFuture(db, accountId, future);
  }
  await db.insertInto("clockJump").values({ accountId, at, previousAt, byMs }).execute();
}

/** Latest first: the jumps that may leave something inside the window in doubt. */
export async function readClockJumps(db: Database, window: TimeWindow, filter: ClusterFilter): Promise<RecordedJump[]> {
  const jumps = await db
    .selectFrom("clockJump")
    .selectAll()
    .where("at", ">", window.from)
    .where("at", "<=", window.to)
    .orderBy("at", "desc")
    .execute();
  return jumps.filter(({ accountId }) => concernsAccount(filter, accountId));
}
