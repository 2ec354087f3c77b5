import "server-only";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import { tell } from "@/lib/domain/alerts/words";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { Show } from "./message/channel-message";
import type { StoredAlert } from "./store/alert-rows";
import type { SubjectNames } from "./subject-names";

/** What an alert's view needs besides the alert. */
interface AlertSurroundings {
  names: SubjectNames;
  /** How many clusters or nodes it holds the alerts of back. */
  holds: number;
  silencedBy: string | null;
  now: EpochMs;
}

/** An alert as readers see it who may know what `show` says, and no more. */
export function alertView(
  { alert, usdMicrosSoFar }: StoredAlert,
  show: Show,
  { names, holds, silencedBy, now }: AlertSurroundings,
): AlertView {
  const { id, rule, severity, state, subject, pendingSince, firingSince, resolvedAt, heldBy } = alert;
  const known = show.names ? names.real : names.alias;
  const amount = show.costs ? usdMicrosSoFar : null;
  const since = firingSince ?? pendingSince;
  const telling = { ...known, ...show, since, until: resolvedAt ?? now, usdMicrosSoFar: amount };
  return {
    ...{ id, rule, severity, state, ...tell(rule, alert.facts, telling) },
    subject: {
      kind: subject.kind,
      id: show.names ? subject.id : null,
      label: known.label,
      accountId: show.names ? subject.accountId : null,
      clusterId: show.names ? subject.clusterId : null,
      nodeId: show.names ? subject.nodeId : null,
    },
    pendingSince: isoTime(pendingSince),
    firingSince: firingSince === null ? null : isoTime(firingSince),
    resolvedAt: resolvedAt === null ? null : isoTime(resolvedAt),
    usdMicrosSoFar: amount,
    ...{ holds, heldBy, silencedBy },
  };
}
