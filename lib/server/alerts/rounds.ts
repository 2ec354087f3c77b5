import "server-only";
import type { Logger } from "pino";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { LostLease } from "../coordination/leases";
import { toStoreError } from "../store/store-error";
import type { AlertEngine } from "./engine";
import type { AlertAmounts } from "./knowledge/alert-amounts";
import type { PastKnowledge } from "./knowledge/past-knowledge";
import type { Sender } from "./outbox/sender";
import { createRepeating } from "./repeating";
import type { UnstoredAlert } from "./say-unstored";

/** Some rules are about time, so the fleet is looked at even if nothing of it changes. */
export const LOOK_EVERY_MS = 10 * SECOND_MS;
/** Other servers may have put something into the outbox. */
const SEND_EVERY_MS = 10 * SECOND_MS;
const KNOW_EVERY_MS = MINUTE_MS;

interface Parts {
  engine: AlertEngine;
  onLook: () => void;
  past: PastKnowledge;
  amounts: AlertAmounts;
  sender: Sender;
  unstored: UnstoredAlert;
  log: Pick<Logger, "warn">;
  now: () => EpochMs;
}

/** The work of alerts that goes on for ever: each kind one round at a time, and none waits for another. */
export interface Rounds {
  /** Looks at the fleet at once. Rejects if alerts cannot be stored. */
  look(): Promise<void>;
  lookSoon(delayMs: number): void;
  sendSoon(): void;
  /** Reads again what is known of the past. */
  knowSoon(delayMs: number): void;
  /** Resolves once no round is under way. */
  stop(): Promise<void>;
}

export function createRounds({ engine, onLook, past, amounts, sender, unstored, log, now }: Parts): Rounds {
  async function look(): Promise<void> {
    // Without the past, alerts that depend on it would seem to be over.
    if (past.revision() === null) return;
    try {
      await unstored.handOver();
      await engine.look();
      unstored.forget();
      onLook();
    } catch (error) {
      // Another server judges now, and the next look shows what it has stored.
      if (error instanceof LostLease) return;
      // Every server fails then: the one that judges says so.
      if (engine.isJudge()) unstored.note(toStoreError(error).message);
      throw error;
    }
  }

  async function know(): Promise<void> {
    await past.refresh();
    const open = [...engine.open().values()].map(({ alert }) => alert);
    amounts.keepOnly(new Set(open.map(({ id }) => id)));
    await amounts.refresh(open.filter(({ state }) => state === "firing"));
    looking.runSoon(0);
  }

  const saying = (sentence: string) => (error: unknown) => log.warn({ err: error }, sentence);
  const knowing = createRepeating({
    ...{ run: know, everyMs: KNOW_EVERY_MS, nextAt: async () => null, now },
    onError: saying("What alerts need of the history could not be read"),
  });
  const looking = createRepeating({
    ...{ run: look, everyMs: LOOK_EVERY_MS, nextAt: async () => engine.nextAt(), now },
    onError: saying("Alerts could not be stored"),
  });
  const sending = createRepeating({
    ...{ run: sender.sendDue, everyMs: SEND_EVERY_MS, nextAt: sender.nextAt, now },
    onError: saying("Messages could not be read from the outbox"),
  });
  return {
    look,
    lookSoon: looking.runSoon,
    sendSoon: () => sending.runSoon(0),
    knowSoon: knowing.runSoon,
    stop: async () => {
      await Promise.all([knowing, looking, sending].map((one) => one.stop()));
    },
  };
}
