import "server-only";
import type { Alert } from "@/lib/domain/alerts/alert";
import { alertKey } from "@/lib/domain/alerts/rule";
import { tell } from "@/lib/domain/alerts/words";
import { type UsdMicros, usdMicros } from "@/lib/domain/money/cost";
import type { AlertTable } from "./schema";

/** An alert with what is known of it besides its state. */
export interface StoredAlert {
  alert: Alert;
  label: string;
  usdMicrosSoFar: UsdMicros | null;
}

export function rowOf({ alert, label, usdMicrosSoFar }: StoredAlert): AlertTable {
  const { subject, facts, ...rest } = alert;
  return {
    ...rest,
    key: alertKey(alert),
    subjectKind: subject.kind,
    subjectId: subject.id,
    accountId: subject.accountId,
    clusterId: subject.clusterId,
    nodeId: subject.nodeId,
    ...{ label, usdMicrosSoFar, facts: JSON.stringify(facts), searchText: searchTextOf(alert, label) },
  };
}

/** What a search looks through: names, ids and words, in small letters. Nobody looks for the times and amounts in the words. */
export function searchTextOf({ rule, facts, subject, firingSince, pendingSince }: Alert, label: string): string {
  const since = firingSince ?? pendingSince;
  const about = { label, place: subject.accountId ?? "", names: true, costs: true, usdMicrosSoFar: null };
  const { title, detail } = tell(rule, facts, { ...about, since, until: since });
  return [title, detail, label, rule, subject.id, subject.accountId ?? ""].join("\n").toLowerCase();
}

export function alertOf(row: AlertTable): StoredAlert {
  const { label, usdMicrosSoFar, facts, subjectKind, subjectId, accountId, clusterId, nodeId, ...others } = row;
  const { key: _key, searchText: _text, ...rest } = others;
  return {
    alert: {
      ...rest,
      subject: { kind: subjectKind, id: subjectId, accountId, clusterId, nodeId },
      facts: JSON.parse(facts),
    },
    label,
    usdMicrosSoFar: usdMicrosSoFar === null ? null : usdMicros(usdMicrosSoFar),
  };
}
