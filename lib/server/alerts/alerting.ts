import "server-only";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import type { Show } from "./message/channel-message";
import type { Outbox } from "./outbox/outbox";
import type { ChannelTest } from "./outbox/send-test";
import type { EditableAlertConfiguration } from "./settings/open-alert-configuration";
import type { StoredAlert } from "./store/alert-rows";
import type { AlertStore } from "./store/alert-store";

/** Alerts while the server runs: what routes ask, and what they set going. */
export interface Alerting {
  configuration: EditableAlertConfiguration;
  store: AlertStore;
  outbox: Outbox;
  /** The open alerts, by `alertKey`. */
  open(): ReadonlyMap<string, StoredAlert>;
  /** What is spent of each budget, as last read. */
  budgets(): readonly WatchedBudget[];
  /** An alert for readers who may know what `show` says, as it is now if it is open. */
  view(stored: StoredAlert, show: Show): AlertView;
  /** Sends a test message to a channel at once, even to one that is switched off. Throws a refusal if there is none of this id. */
  test(channelId: string): Promise<ChannelTest>;
  /** Judges the fleet again: rules, channels or silences have changed. */
  look(): Promise<void>;
  /** Reads again what another server may have changed: what alerts are told by, and the alerts themselves if it judges them. */
  readAgain(): Promise<void>;
  /** Sends what is due: something was put into the outbox. */
  send(): void;
}
