import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ChannelKind } from "../channels/channel-kind";
import type { ChannelMessage } from "../message/channel-message";
import type { ClaimedDelivery, Outbox } from "./outbox";
import { nextTryAt } from "./retry";
import { sendMessage, type Ways } from "./send-message";

/** A channel as the sender needs it: its secrets are in `settings`. */
export interface Sendable {
  kind: ChannelKind;
  settings: unknown;
}

interface SenderOptions {
  outbox: Outbox;
  /** `null` if the channel is gone, is disabled, or its secrets cannot be read. */
  channel: (id: string) => Promise<Sendable | null>;
  /** The message as it is now. */
  message: (delivery: ClaimedDelivery, at: EpochMs) => Promise<ChannelMessage>;
  /** Called after each attempt, with the reason if it failed. */
  onAttempt: (channelId: string, failure: { reason: string; disables: boolean } | null) => Promise<void>;
  ways: Ways;
  log: Pick<Logger, "warn">;
  now: () => EpochMs;
  random: () => number;
}

export interface Sender {
  /** Sends what is due. One message at a time for each channel, so that none arrives before an earlier one; a channel that hangs delays no other. */
  sendDue(): Promise<void>;
}

/** As many channels at a time. */
const MAX_AT_ONCE = 8;

export function createSender(options: SenderOptions): Sender {
  const { outbox, channel, message, onAttempt, ways, log, now, random } = options;
  const busy = new Set<string>();

  async function attempt(delivery: ClaimedDelivery): Promise<void> {
    const { id, channelId, attempts, createdAt } = delivery;
    const found = await channel(channelId);
    if (found === null) {
      await outbox.settle(id, { state: "failed", note: "The channel is gone, or disabled." }, now());
      return;
    }
    const { outcome, mayHaveArrived } = await sendMessage(found, await message(delivery, now()), ways);
    const at = now();
    switch (outcome.state) {
      case "delivered":
        await outbox.settle(id, { state: "delivered", note: outcome.note ?? null }, at);
        return onAttempt(channelId, null);
      case "final":
        await outbox.settle(id, { state: "failed", note: outcome.reason }, at);
        return onAttempt(channelId, { reason: outcome.reason, disables: outcome.disables === true });
      default: {
        const nextAt = nextTryAt({ createdAt, attempts, now: at, afterMs: outcome.afterMs ?? null }, random());
        await outbox.settle(
          id,
          nextAt === null
            ? { state: "failed", note: outcome.reason }
            : { state: "waiting", nextAt, note: outcome.reason, mayHaveArrived },
          at,
        );
        return onAttempt(channelId, { reason: outcome.reason, disables: false });
      }
    }
  }

  async function sendOne(delivery: ClaimedDelivery): Promise<void> {
    try {
      await attempt(delivery);
    } catch (error) {
      // It stays claimed, and is tried again once the claim has ended.
      log.warn({ err: error, delivery: delivery.id }, "A message could not be sent: a fault in Clusterdeck");
    } finally {
      busy.delete(delivery.channelId);
    }
  }

  return {
    async sendDue() {
      const sending: Promise<void>[] = [];
      while (busy.size < MAX_AT_ONCE) {
        const [delivery] = await outbox.claim(now(), 1, [...busy]);
        if (delivery === undefined) break;
        busy.add(delivery.channelId);
        sending.push(sendOne(delivery));
      }
      await Promise.all(sending);
    },
  };
}
