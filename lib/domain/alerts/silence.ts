import type { EpochMs } from "../time/epoch";
import type { RuleId, Severity, Subject } from "./rule";

/** What a silence is about: everything that is given must be equal. */
export interface SilenceMatch {
  accountId?: string | undefined;
  clusterId?: string | undefined;
  rule?: RuleId | undefined;
  severity?: Severity | undefined;
}

/** A time in which alerts send no messages. They are still raised and shown. */
export interface SilenceWindow {
  id: string;
  match: SilenceMatch;
  from: EpochMs;
  until: EpochMs;
}

interface Silenceable {
  rule: RuleId;
  severity: Severity;
  subject: Subject;
}

function isMatched({ rule, severity, subject }: Silenceable, match: SilenceMatch): boolean {
  return (
    (match.accountId === undefined || match.accountId === subject.accountId) &&
    (match.clusterId === undefined || match.clusterId === subject.clusterId) &&
    (match.rule === undefined || match.rule === rule) &&
    (match.severity === undefined || match.severity === severity)
  );
}

/** The silence that covers an alert at a moment; of several, the one that ends last. */
export function silenceAt(alert: Silenceable, silences: readonly SilenceWindow[], at: EpochMs): SilenceWindow | null {
  let covering: SilenceWindow | null = null;
  for (const silence of silences) {
    if (at < silence.from || at >= silence.until || !isMatched(alert, silence.match)) continue;
    if (covering === null || silence.until > covering.until) covering = silence;
  }
  return covering;
}
