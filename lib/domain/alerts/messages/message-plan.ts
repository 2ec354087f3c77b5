import type { EpochMs } from "../../time/epoch";
import type { RuleId, Severity } from "../rule";

/** In the order in which they are said. */
export const MESSAGE_EVENTS = ["resolved", "firing", "reminder", "flapping"] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

/** Which alerts a channel takes. */
export interface Routing {
  id: string;
  minSeverity: Severity;
  /** `null` for all. */
  rules: readonly RuleId[] | null;
  accounts: readonly string[] | null;
  /** Each of its messages is about one alert, so that none of them can be summed up in another. */
  isPerAlert?: true | undefined;
}

/** When messages are sent. */
export interface MessageTiming {
  /** How long the first message of a group waits for others to join it. */
  groupWaitMs: number;
  /** How long after a message of a group the next one of that group is sent. */
  groupIntervalMs: number;
  reminderMs: number;
  criticalReminderMs: number;
  /** A channel that would get more messages than this in a minute gets one for all. */
  digestOver: number;
}

/** A message that a channel was or will be sent about an alert. */
export interface Spoken {
  deliveryId: string;
  channelId: string;
  alertId: string;
  event: MessageEvent;
  at: EpochMs;
  state: "waiting" | "delivered" | "failed";
  /** How bad it was when the message was planned. */
  severity: Severity;
}

/** One message to one channel. */
export interface PlannedMessage {
  channelId: string;
  event: MessageEvent;
  alertIds: readonly string[];
}

/** An alert that a delivery was to be about; the others in it are still told by it. */
export interface ReplacedPart {
  deliveryId: string;
  alertId: string;
}

export interface MessagePlan {
  messages: readonly PlannedMessage[];
  /** What is still to be said of alerts, and is not any more: another message says how it ended. */
  replaced: readonly ReplacedPart[];
  /** When there may be something to say next if nothing changes; `null` for never. */
  nextAt: EpochMs | null;
}
