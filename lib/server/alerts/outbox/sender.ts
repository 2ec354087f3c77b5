import "server-only";
import type { Logger } from "pino";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { meters } from "../../meters";
import type { ChannelKind, Outcome } from "../channels/channel-kind";
import type { ChannelMessage, Show } from "../message/channel-message";
import type { ClaimedDelivery, Outbox, Settlement } from "./outbox";
import { nextTryAt } from "./retry";
import { type Attempt, sendMessage, type Ways } from "./send-message";

/** A channel as the sender needs it: its secrets are in `settings`. */
export interface Sendable {
  kind: ChannelKind;
  settings: unknown;
  /** What its readers may know. */
  show: Show;
}

interface SenderOptions {
  outbox: Outbox;
  /** `null` if the channel is gone, is disabled, or its secrets cannot be read. */
  channel: (id: string) => Promise<Sendable | null>;
  /** Whether somebody expects messages from it: not if it was removed or switched off. */
  isInUse: (channelId: string) => boolean;
  /** The message as it is now. */
  message: (delivery: ClaimedDelivery, show: Show, at: EpochMs) => Promise<ChannelMessage>;
  /** Called after each attempt that says how the channel fares, with the reason if it failed. */
  onAttempt: (channelId: string, failure: { reason: string; disables: boolean } | null, at: EpochMs) => Promise<void>;
  /** Called after each attempt: there may be more to send. */
  onSettled: () => void;
  ways: Ways;
  log: Pick<Logger, "warn">;
  now: () => EpochMs;
  random: () => number;
}

export interface Sender {
  /**
   * Begins to send what is due, and waits for none of it. One message at a time for each channel, so that a channel that hangs delays no
   * other.
   */
  sendDue(): Promise<void>;
  /** When there is something to send next, given what is under way; `null` for never. */
  nextAt(): Promise<EpochMs | null>;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
}

/** What took longer than this to prepare is left to the next sender: a process that was paused has lost its claim, or will while it sends. */
const MAX_PREPARING_MS = 20 * SECOND_MS;
const OUTCOMES = { delivered: "delivered", failed: "failed", waiting: "retried" } as const;

export function createSender(options: SenderOptions): Sender {
  const { outbox, channel, isInUse, message, onAttempt, onSettled, ways, log, now, random } = options;
  const busy = new Map<string, Promise<void>>();
  /** How to note what came of messages where that has failed: before anything is claimed, lest it is sent again. */
  const unsettled = new Map<string, () => Promise<void>>();

  async function settle(delivery: ClaimedDelivery, settlement: Settlement, at: EpochMs): Promise<void> {
    const note = () => outbox.settle(delivery, settlement, at);
    try {
      await note();
    } catch (error) {
      unsettled.set(delivery.id, note);
      throw error;
    }
  }

  async function attempt(delivery: ClaimedDelivery, claimedAt: EpochMs): Promise<void> {
    const { channelId } = delivery;
    const found = await channel(channelId);
    if (found === null) {
      if (isInUse(channelId)) meters().countNotification({ channel: channelId, outcome: "failed" });
      await settle(delivery, { state: "failed", note: "The channel is gone, or disabled." }, now());
      return;
    }
    const composed = await message(delivery, found.show, now());
    if (now() - claimedAt > MAX_PREPARING_MS) return;
    const tried = await sendMessage(found, composed, ways);
    const at = now();
    const settlement = settlementOf(tried, delivery, { at, random: random() });
    const isAttempt = !isToNobody(tried.outcome);
    // Before the database is asked, which may be away.
    if (isAttempt) meters().countNotification({ channel: channelId, outcome: OUTCOMES[settlement.state] });
    await settle(delivery, settlement, at);
    if (isAttempt) await onAttempt(channelId, failureOf(tried.outcome), at);
  }

  async function sendOne(delivery: ClaimedDelivery, claimedAt: EpochMs): Promise<void> {
    try {
      await attempt(delivery, claimedAt);
    } catch (error) {
      // It stays claimed. What was not sent is tried again once the claim has ended.
      log.warn({ err: error, delivery: delivery.id }, "A message could not be sent or settled");
    } finally {
      busy.delete(delivery.channelId);
      onSettled();
    }
  }

  return {
    async sendDue() {
      for (const [id, note] of unsettled) {
        await note();
        unsettled.delete(id);
      }
      for (;;) {
        const claimedAt = now();
        const [delivery] = await outbox.claim(claimedAt, 1, [...busy.keys()]);
        if (delivery === undefined) return;
        busy.set(delivery.channelId, sendOne(delivery, claimedAt));
      }
    },
    nextAt: () => outbox.nextAt([...busy.keys()]),
    idle: async () => {
      await Promise.all(busy.values());
    },
  };
}

function settlementOf(
  { outcome, mayHaveArrived }: Attempt,
  { createdAt, attempts }: ClaimedDelivery,
  { at, random }: { at: EpochMs; random: number },
): Settlement {
  if (outcome.state === "delivered") return { state: "delivered", note: outcome.note ?? null };
  if (outcome.state === "final") return { state: "failed", note: outcome.reason };
  const nextAt = nextTryAt({ createdAt, attempts, now: at, afterMs: outcome.afterMs ?? null }, random);
  if (nextAt === null) return { state: "failed", note: outcome.reason };
  return { state: "waiting", nextAt, note: outcome.reason, mayHaveArrived };
}

/** Whether there was nobody to send it to, so that it says nothing about the channel. */
export function isToNobody(outcome: Outcome): boolean {
  return outcome.state === "final" && outcome.isToNobody === true;
}

function failureOf(outcome: Outcome): { reason: string; disables: boolean } | null {
  if (outcome.state === "delivered") return null;
  return { reason: outcome.reason, disables: outcome.state === "final" && outcome.disables === true };
}
