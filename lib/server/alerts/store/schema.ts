import "server-only";
import type { AlertState } from "@/lib/domain/alerts/alert";
import type { MessageEvent } from "@/lib/domain/alerts/messages/message-plan";
import type { RuleId, Severity, SubjectKind } from "@/lib/domain/alerts/rule";

/** The tables. Times are epoch milliseconds. */
export type AlertTables = {
  alert: AlertTable;
  delivery: DeliveryTable;
  deliveryAlert: { deliveryId: string; alertId: string };
  alertChannel: ChannelTable;
  alertRule: RuleTable;
  alertSilence: SilenceTable;
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

export interface ChannelTable {
  id: string;
  kind: string;
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
  /** Why nothing is sent to it any more; `null` while something is. */
  disabledBecause: string | null;
  failingSince: number | null;
  lastDeliveryAt: number | null;
  createdAt: number;
}

export interface RuleTable {
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
  untilTime: number;
  /** JSON of a recurring window; `null` for one that happens once. */
  recurring: string | null;
  why: string;
  createdBy: string;
  createdAt: number;
}
