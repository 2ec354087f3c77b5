import "server-only";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import type { Alert } from "@/lib/domain/alerts/alert";
import { alertKey, type Subject } from "@/lib/domain/alerts/rule";
import { silenceAt } from "@/lib/domain/alerts/silence";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { AlertConfiguration } from "./alert-configuration";
import { alertView } from "./alert-view";
import type { PastKnowledge } from "./knowledge/past-knowledge";
import type { Show } from "./message/channel-message";
import type { StoredAlert } from "./store/alert-rows";
import { namesOf, type SubjectNames } from "./subject-names";

interface Sources {
  accounts: () => readonly AccountSnapshot[];
  accountLabel: (accountId: string) => string | null;
  past: Pick<PastKnowledge, "clusterNumber">;
  configuration: Pick<AlertConfiguration, "current" | "channelLabel">;
  /** The open alerts, by `alertKey`. */
  open: () => ReadonlyMap<string, StoredAlert>;
  now: () => EpochMs;
}

export interface AlertReader {
  /** The alert as it is now if it is still open: not all that changes is stored. */
  latest(stored: StoredAlert): StoredAlert;
  /** `storedLabel` is what the subject was called when it was last seen. */
  namesOf(subject: Subject, storedLabel: string | null): SubjectNames;
  /** The alert for readers who may know what `show` says. */
  view(stored: StoredAlert, show: Show): AlertView;
}

export function createAlertReader({ accounts, accountLabel, past, configuration, open, now }: Sources): AlertReader {
  const names = (subject: Subject, storedLabel: string | null) =>
    namesOf(subject, storedLabel, {
      ...{ accounts: accounts(), accountLabel },
      clusterNumber: past.clusterNumber,
      channelLabel: configuration.channelLabel,
    });
  return {
    latest(stored) {
      const current = open().get(alertKey(stored.alert));
      return current?.alert.id === stored.alert.id ? current : stored;
    },
    namesOf: names,
    view: (stored, show) =>
      alertView(stored, show, {
        names: names(stored.alert.subject, stored.label),
        holds: heldBy(stored.alert, open()),
        silencedBy: silenceAt(stored.alert, configuration.current().silences, now())?.id ?? null,
        now: now(),
      }),
  };
}

/** How many clusters and nodes an alert holds the alerts of back: each counts once. */
function heldBy({ id }: Alert, open: ReadonlyMap<string, StoredAlert>): number {
  const held = new Set<string>();
  for (const { alert } of open.values()) if (alert.heldBy === id) held.add(`${alert.subject.kind} ${alert.subject.id}`);
  return held.size;
}
