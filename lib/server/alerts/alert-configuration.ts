import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AlertSettings } from "./engine";
import type { Sendable } from "./outbox/sender";

/** What alerts are judged, told and sent by: from clusterdeck.yaml and from the browser. */
export interface AlertConfiguration {
  current(): AlertSettings;
  /** A channel with its secrets; `null` if it is gone, is disabled, or its secrets cannot be read. */
  sendable(channelId: string): Promise<Sendable | null>;
  /** The same as it is stored at this moment: another server may have added the channel, or hidden something from its readers. */
  latestSendable(channelId: string): Promise<Sendable | null>;
  /** Keeps since when a channel has failed, when it last delivered, and that it is not to be tried again. */
  noteAttempt(channelId: string, failure: { reason: string; disables: boolean } | null, at: EpochMs): Promise<void>;
  /** The channels that fail, for their own rule. */
  failing(): readonly { channelId: string; label: string; since: EpochMs; detail: string; isDisabled: boolean }[];
  /** What a channel is called; `null` if there is none of this id. */
  channelLabel(channelId: string): string | null;
  onChange(listener: () => void): void;
}
