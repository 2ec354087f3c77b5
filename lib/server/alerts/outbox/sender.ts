import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
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

const OUTCOMES = { delivered: "delivered", failed: "failed", waiting: "retried" } as const;

export function createSender(options: SenderOptions): Sender {
  const { outbox, channel, message, onAttempt, onSettled, ways, log, now, random } = options;
  const busy = new Map<string, Promise<void>>();

  async function attempt(delivery: ClaimedDelivery): Promise<void> {
    const { id, channelId } = delivery;
    const found = await channel(channelId);
    if (found === null) {
      await outbox.settle(id, { state: "failed", note: "The channel is gone, or disabled." }, now());
      return;
    }
    const tried = await sendMessage(found, await message(delivery, found.show, now()), ways);
    const at = now();
    const settlement = settlementOf(tried, delivery, { at, random: random() });
    await outbox.settle(id, settlement, at);
    meters().countNotification({ channel: channelId, outcome: OUTCOMES[settlement.state] });
    if (!isToNobody(tried.outcome)) await onAttempt(channelId, failureOf(tried.outcome), at);
  }

  async function sendOne(delivery: ClaimedDelivery): Promise<void> {
    try {
      await attempt(delivery);
    } catch (error) {
      // It stays claimed, and is tried again once the claim has ended.
      log.warn({ err: error, delivery: delivery.id }, "A message could not be sent or settled");
    } finally {
      busy.delete(delivery.channelId);
      onSettled();
    }
  }

  return {
    async sendDue() {
      for (;;) {
        const [delivery] = await outbox.claim(now(), 1, [...busy.keys()]);
        if (delivery === undefined) return;
        busy.set(delivery.channelId, sendOne(delivery));
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

function isToNobody(outcome: Outcome): boolean {
  return outcome.state === "final" && outcome.isToNobody === true;
}

function failureOf(outcome: Outcome): { reason: string; disables: boolean } | null {
  if (outcome.state === "delivered") return null;
  return { reason: outcome.reason, disables: outcome.state === "final" && outcome.disables === true };
}
