import "server-only";
import type { MessageEvent } from "@/lib/domain/alerts/messages/message-plan";
import type { RuleId, Severity } from "@/lib/domain/alerts/rule";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** What the readers of a channel may know besides that something is wrong. */
export interface Show {
  names: boolean;
  costs: boolean;
}

/** One alert in a message, with no more than the channel's readers may know. */
export interface MessageItem {
  /** The same for every alert of this rule about this subject, and tells neither: a hash. */
  key: string;
  rule: RuleId;
  severity: Severity;
  title: string;
  /** Empty if the title says it all. */
  detail: string;
  firingSince: EpochMs;
  resolvedAt: EpochMs | null;
  /** As `GET /api/alerts` shows it, without its deliveries. */
  alert: Readonly<Record<string, unknown>>;
}

/** What one channel is to be told. */
export interface ChannelMessage {
  /** Stays the same when it is sent again. */
  id: string;
  event: MessageEvent | "test";
  /** Worst first; empty for a test. */
  items: readonly MessageItem[];
  /** The same for all messages about the same cause. */
  groupKey: string;
  /** The page of alerts. */
  url: string;
  /** The time of this attempt. */
  at: EpochMs;
}
