import "server-only";
import type { Logger } from "pino";
import { chargedRate } from "@/lib/domain/money/rate";
import { clockJumpSentence } from "@/lib/domain/time/clock-jump";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { LostLease, type Term } from "../../coordination/leases";
import { nextTurn } from "../../pause";
import type { RecordedJump } from "../clock-jumps";
import type { HistoryHandle } from "../history-handle";
import type { History } from "../open-history";
import type { MetricsSample } from "./metric-samples";
import type { Poll } from "./poll";
import type { ProviderFigure } from "./provider-figures";

/** How rarely figures are written: they change with every poll, and an unchanged fleet should cost no writes. */
const FIGURES_EVERY_MS = HOUR_MS;

/** A poll, with what its clusters have cost according to the provider, and the metrics that the provider reports. */
export interface RecordedPoll extends Poll {
  figures: readonly ProviderFigure[];
  samples: readonly MetricsSample[];
}

export interface PollRecorder {
  /**
   * Writes a poll in the background, unless its term is over by then. While an earlier poll of the same account is being
   * written, only the latest one waits.
   */
  record(poll: RecordedPoll, term: Term): void;
  /** Resolves once nothing of this account waits to be written. */
  written(accountId: string): Promise<void>;
  /** Resolves once there is nothing left to write. */
  idle(): Promise<void>;
}

interface RecorderEvents {
  onClockJump: (jump: RecordedJump) => void;
  /** After a poll was written whose clusters are in another state than those of the account's last one. */
  onChange: () => void;
}

/**
 * A poll that cannot be written becomes a gap before the next one: nothing is retried. Each change of state logs one
 * line.
 */
export function createPollRecorder(
  historyHandle: HistoryHandle,
  log: Logger,
  { onClockJump, onChange }: RecorderEvents,
): PollRecorder {
  /** By account: the state of its clusters in the last poll that was written. */
  const written = new Map<string, string>();
  const waiting = new Map<string, { poll: RecordedPoll; term: Term }>();
  const writing = new Map<string, Promise<void>>();
  const figuresWrittenAt = new Map<string, EpochMs>();
  let isFailing = false;

  const tellJump = async (history: History, { accountId, at }: Poll) => {
    const [jump] = await history.clockJumps({ from: at - 1, to: at }, { accountIds: [accountId] });
    if (jump === undefined) return;
    log.warn({ account: accountId, byMs: jump.byMs }, clockJumpSentence(jump));
    onClockJump(jump);
  };

  const write = async ({ figures, samples, ...poll }: RecordedPoll, term: Term) => {
    const history = historyHandle.current();
    if (history === null) return;
    const outcome = await history.recordPoll(poll, term);
    if (outcome === "recorded-after-jump") await tellJump(history, poll);
    const state = stateOf(poll);
    if (written.get(poll.accountId) !== state) onChange();
    written.set(poll.accountId, state);
    if (samples.length > 0) await history.recordSamples(samples, term);
    const due = figures.filter(({ clusterId, at }) => {
      const writtenAt = figuresWrittenAt.get(clusterId) ?? Number.NEGATIVE_INFINITY;
      return at < writtenAt || at - writtenAt >= FIGURES_EVERY_MS;
    });
    if (due.length > 0) await history.recordProviderFigures(due, term);
    for (const { clusterId, at } of due) figuresWrittenAt.set(clusterId, at);
  };

  const writeAll = async (accountId: string) => {
    for (let next = waiting.get(accountId); next !== undefined; next = waiting.get(accountId)) {
      waiting.delete(accountId);
      await nextTurn();
      try {
        await write(next.poll, next.term);
        if (isFailing) log.info("History is being written again");
        isFailing = false;
      } catch (error) {
        if (error instanceof LostLease) {
          log.warn({ account: accountId }, `${error.message} What this one read last is not recorded.`);
          continue;
        }
        if (!isFailing) log.warn({ err: error }, "History is not being written");
        isFailing = true;
      }
    }
    writing.delete(accountId);
  };

  return {
    record: (poll, term) => {
      waiting.set(poll.accountId, { poll, term });
      if (!writing.has(poll.accountId)) writing.set(poll.accountId, writeAll(poll.accountId));
    },
    written: async (accountId) => {
      await writing.get(accountId);
    },
    idle: async () => {
      await Promise.all(writing.values());
    },
  };
}

/** Of each cluster, what rates and failures are told from. */
function stateOf({ clusters }: Poll): string {
  return JSON.stringify(
    clusters.map(({ providerClusterId, status, health, rate }) => [
      providerClusterId,
      status,
      health,
      chargedRate(rate),
    ]),
  );
}
