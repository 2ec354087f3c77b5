import "server-only";
import type { AlertState } from "@/lib/domain/alerts/alert";
import type { MessageEvent } from "@/lib/domain/alerts/messages/message-plan";
import type { RuleId, Severity, SubjectKind } from "@/lib/domain/alerts/rule";

/** The tables. Times are epoch milliseconds. */
export type AlertTables = {
  alert: AlertTable;
  delivery: DeliveryTable;
  deliveryAlert: DeliveryAlertTable;
  alertChannel: ChannelTable;
  alertChannelState: ChannelStateTable;
  alertRule: RuleTable;
  alertSilence: SilenceTable;
  /** One row: the server that judges the fleet. */
  alertLease: { name: string; holder: string; expiresAt: number };
};

export interface AlertTable {
  id: string;
  /** Names the rule and the subject: see `alertKey`. */
  key: string;
  rule: RuleId;
  subjectKind: SubjectKind;
  subjectId: string;
  accountId: string | null;
  clusterId: string | null;
  nodeId: string | null;
  /** What the subject was called when it was last read: it may be gone by now. */
  label: string;
  severity: Severity;
  state: AlertState;
  /** JSON: see `FactsByRule`. */
  facts: string;
  pendingSince: number;
  firingSince: number | null;
  resolvedAt: number | null;
  clearSince: number | null;
  evidenceAt: number;
  readings: number;
  heldBy: string | null;
  releasedAt: number | null;
  usdMicrosSoFar: number | null;
  /** What a search looks through: names, ids and words, in small letters. */
  searchText: string;
}

export interface DeliveryTable {
  id: string;
  channelId: string;
  event: MessageEvent | "test";
  /** `replaced`: never sent, because another message says it better. */
  state: "waiting" | "delivered" | "failed" | "replaced";
  attempts: number;
  createdAt: number;
  /** The latest attempt, or when it was settled. */
  at: number;
  nextAt: number;
  /** A sender that has claimed it and has not settled it by then has died. */
  claimedUntil: number | null;
  mayHaveArrived: number;
  /** A sentence: why the latest attempt failed, or what is known of its arrival. */
  note: string | null;
}

/** What each message is about. */
interface DeliveryAlertTable {
  deliveryId: string;
  alertId: string;
  /** How bad it was when the message was planned. */
  severity: Severity;
  /** Whether it is the latest message about the alert on its channel. */
  isLatest: number;
}

export interface ChannelTable {
  id: string;
  kind: string;
  label: string;
  /** JSON, without the secrets. */
  settings: string;
  /** JSON of the secrets, sealed. */
  secrets: string;
  minSeverity: Severity;
  /** JSON lists; `null` for all. */
  rules: string | null;
  accounts: string | null;
  showsNames: number;
  showsCosts: number;
  createdAt: number;
}

/** How a channel fares, whether it comes from the browser or from clusterdeck.yaml. */
interface ChannelStateTable {
  id: string;
  /** JSON of the kind and settings that this is about, sealed: others may fare better. */
  about: string;
  /** Why nothing is sent to it any more; `null` while something is. */
  disabledBecause: string | null;
  failingSince: number | null;
  /** A sentence: how the latest attempt failed. */
  failure: string | null;
  lastDeliveryAt: number | null;
}

interface RuleTable {
  rule: RuleId;
  enabled: number;
  severity: Severity;
  forMs: number;
  resolveAfterMs: number;
  threshold: number | null;
}

export interface SilenceTable {
  id: string;
  accountId: string | null;
  clusterId: string | null;
  rule: RuleId | null;
  severity: Severity | null;
  fromTime: number;
  /** `null` for a weekly one without an end. */
  untilTime: number | null;
  /** JSON of a `WeeklyWindow`; `null` for one that happens once. */
  weekly: string | null;
  why: string;
  createdBy: string;
  createdAt: number;
}
