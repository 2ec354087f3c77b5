import "server-only";
import { DEFAULT_RULES, RULE_IDS, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Configuration } from "../../configuration/configuration";
import type { Store } from "../../store/open-database";
import type { AlertConfiguration } from "../alerting";

interface Opening {
  store: Store;
  configuration: Pick<Configuration, "alerts" | "secretKey">;
  now: () => EpochMs;
}

/** What alerts are judged, told and sent by, from clusterdeck.yaml. */
export async function openAlertConfiguration({ configuration }: Opening): Promise<AlertConfiguration> {
  const { alerts } = configuration;
  const rules = rulesOf(alerts.rules);
  const failures = new Map<string, { since: EpochMs; detail: string; disables: boolean }>();
  const current = { rules, channels: alerts.channels, silences: [], timing: alerts.timing };
  return {
    current: () => current,
    async sendable(channelId) {
      const found = alerts.channels.find(({ id }) => id === channelId);
      return found === undefined || failures.get(channelId)?.disables === true ? null : found;
    },
    async noteAttempt(channelId, failure, at) {
      if (failure === null) failures.delete(channelId);
      else {
        const since = failures.get(channelId)?.since ?? at;
        failures.set(channelId, { since, detail: failure.reason, disables: failure.disables });
      }
    },
    failing: () =>
      alerts.channels.flatMap(({ id, label }) => {
        const failure = failures.get(id);
        return failure === undefined ? [] : [{ channelId: id, label, since: failure.since, detail: failure.detail }];
      }),
    channelLabel: (channelId) => alerts.channels.find(({ id }) => id === channelId)?.label ?? null,
    onChange: () => {},
  };
}

function rulesOf(set: ReadonlyMap<RuleId, Partial<RuleSettings>>): Readonly<Record<RuleId, RuleSettings>> {
  const rules = { ...DEFAULT_RULES };
  for (const id of RULE_IDS) rules[id] = { ...rules[id], ...set.get(id) };
  return rules;
}
