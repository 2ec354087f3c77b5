import "server-only";
import type { Alert } from "@/lib/domain/alerts/alert";
import { alertKey } from "@/lib/domain/alerts/rule";
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
    ...{ label, usdMicrosSoFar, facts: JSON.stringify(facts) },
  };
}

export function alertOf(row: AlertTable): StoredAlert {
  const { label, usdMicrosSoFar, facts, subjectKind, subjectId, accountId, clusterId, nodeId, key: _, ...rest } = row;
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
