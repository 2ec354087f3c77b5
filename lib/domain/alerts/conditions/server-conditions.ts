import type { EpochMs } from "../../time/epoch";
import type { ConditionOf } from "../condition";
import type { RuleSettings } from "../rule";
import type { WatchedServer } from "./situation";
import { serverSubject } from "./subjects";

export function historyNotWritten(
  { history }: WatchedServer,
  { severity }: RuleSettings,
  now: EpochMs,
): ConditionOf<"history-not-written"> | null {
  if (history === null) return null;
  return {
    rule: "history-not-written",
    ...{ subject: serverSubject("history"), severity, evidenceAt: now, readings: 1, facts: history },
  };
}

/** A channel that is not tried any more is told of at once, and any other by how long it has failed, whoever saw that. */
export function channelsFailing(
  { channels }: WatchedServer,
  { severity, forMs }: RuleSettings,
  now: EpochMs,
): ConditionOf<"channel-failing">[] {
  return channels.flatMap(({ id, failing }): ConditionOf<"channel-failing">[] =>
    failing === null
      ? []
      : [
          {
            rule: "channel-failing",
            ...{ subject: serverSubject(id), severity, evidenceAt: now, readings: 1, facts: failing },
            isCertain: failing.isDisabled || now - failing.since >= forMs,
          },
        ],
  );
}
