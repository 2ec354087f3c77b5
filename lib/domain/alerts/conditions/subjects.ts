import type { Subject } from "../rule";

const NOBODY = { accountId: null, clusterId: null, nodeId: null };

export function accountSubject(accountId: string): Subject {
  return { ...NOBODY, kind: "account", id: accountId, accountId };
}

export function clusterSubject(accountId: string, clusterId: string): Subject {
  return { kind: "cluster", id: clusterId, accountId, clusterId, nodeId: null };
}

export function nodeSubject(accountId: string, clusterId: string, nodeId: string): Subject {
  return { kind: "node", id: `${clusterId}/${nodeId}`, accountId, clusterId, nodeId };
}

export function budgetSubject(id: string, accountId: string | null): Subject {
  return { ...NOBODY, kind: "budget", id, accountId };
}

export function serverSubject(part: string): Subject {
  return { ...NOBODY, kind: "server", id: part };
}
