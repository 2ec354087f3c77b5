import "server-only";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import type { Situation } from "@/lib/domain/alerts/conditions/judge";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AlertSettings } from "./engine";
import type { Show } from "./message/channel-message";
import type { Outbox } from "./outbox/outbox";
import type { Sendable } from "./outbox/sender";
import type { StoredAlert } from "./store/alert-rows";
import type { AlertStore } from "./store/alert-store";

/** What alerts are judged, told and sent by: from clusterdeck.yaml and from the browser. */
export interface AlertConfiguration {
  current(): AlertSettings;
  /** A channel with its secrets; `null` if it is gone, is disabled, or its secrets cannot be read. */
  sendable(channelId: string): Promise<Sendable | null>;
  /** Keeps since when a channel has failed, when it last delivered, and that it is not to be tried again. */
  noteAttempt(channelId: string, failure: { reason: string; disables: boolean } | null, at: EpochMs): Promise<void>;
  /** The channels that fail, for their own rule. */
  failing(): readonly { channelId: string; label: string; since: EpochMs; detail: string }[];
  /** What a channel is called; `null` if there is none of this id. */
  channelLabel(channelId: string): string | null;
  onChange(listener: () => void): void;
}

/** Alerts while the server runs: what routes ask, and what they set going. */
export interface Alerting {
  configuration: AlertConfiguration;
  store: AlertStore;
  outbox: Outbox;
  /** The fleet as the rules see it now. */
  situation(): Situation;
  /** The open alerts, by `alertKey`. */
  open(): ReadonlyMap<string, StoredAlert>;
  /** An alert for readers who may know what `show` says, as it is now if it is open. */
  view(stored: StoredAlert, show: Show): AlertView;
  /** Judges the fleet again: rules, channels or silences have changed. */
  look(): Promise<void>;
  /** Sends what is due: something was put into the outbox. */
  send(): void;
}
