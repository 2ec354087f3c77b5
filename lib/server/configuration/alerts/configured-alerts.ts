import "server-only";
import type { MessageTiming, Routing } from "@/lib/domain/alerts/messages/message-plan";
import type { RuleId, RuleSettings } from "@/lib/domain/alerts/rule";
import type { SilenceMatch } from "@/lib/domain/alerts/silence";
import type { WeeklyWindow } from "@/lib/domain/alerts/weekly-window";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { ChannelKind } from "../../alerts/channels/channel-kind";
import type { ChannelSettings } from "../../alerts/channels/channel-settings";

/** A channel in clusterdeck.yaml. */
export interface ConfiguredChannel extends Routing {
  kind: ChannelKind;
  label: string;
  /** With its secrets. */
  settings: ChannelSettings;
  show: { names: boolean; costs: boolean };
  /** One of the demo's own, which no file has. */
  isDemo?: true;
}

/** A silence in clusterdeck.yaml. */
export interface ConfiguredSilence {
  match: SilenceMatch;
  /** `null`: without an end. */
  until: EpochMs | null;
  weekly: WeeklyWindow | null;
  why: string;
}

/** What clusterdeck.yaml says about alerts. */
export interface ConfiguredAlerts {
  /** What is asked every minute while polling works, so that its owner notices when this server is dead. */
  heartbeatUrl: string | null;
  timing: MessageTiming;
  /** Only what is set: everything else is up to the browser, or stays at its default. */
  rules: ReadonlyMap<RuleId, Partial<RuleSettings>>;
  channels: readonly ConfiguredChannel[];
  silences: readonly ConfiguredSilence[];
}

export const DEFAULT_TIMING: MessageTiming = {
  groupWaitMs: 30 * SECOND_MS,
  groupIntervalMs: 5 * MINUTE_MS,
  reminderMs: 4 * HOUR_MS,
  criticalReminderMs: HOUR_MS,
  digestOver: 10,
};

export const NO_CONFIGURED_ALERTS: ConfiguredAlerts = {
  heartbeatUrl: null,
  timing: DEFAULT_TIMING,
  rules: new Map(),
  channels: [],
  silences: [],
};
