import type { Gap } from "../money/ledger";
import type { EpochMs } from "./epoch";

/** A time in which an account was read without a gap. An unchanged poll only moves `lastAt` forward. */
export interface PollRun {
  accountId: string;
  startedAt: EpochMs;
  lastAt: EpochMs;
  pollIntervalMs: number;
}

/** The run after another successful poll: the same one, or a new one after a time in which nobody watched. */
export function extendRun(run: PollRun | null, gap: Gap, accountId: string, pollIntervalMs: number): PollRun {
  const startedAt = run !== null && gap.isWatched ? run.startedAt : gap.at;
  return { accountId, startedAt, lastAt: gap.at, pollIntervalMs };
}
