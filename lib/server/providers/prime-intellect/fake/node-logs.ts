import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { ClusterBody, WireObject } from "./bodies";
import { CERTIFICATE_SUMMARY } from "./private-fields";
import { changesOf, type FailureStory } from "./world";

/** A cluster's node log, newest first: its nodes' arrival, what changed in the last day, and a login now and then. */
export function nodeLogs(cluster: ClusterBody, now: EpochMs, startedAt: EpochMs, story: FailureStory): WireObject[] {
  const createdAt = Date.parse(String(cluster.createdAt));
  const attached = cluster.nodes.map((node, index) =>
    entry(`attached-${index}`, node, { at: createdAt + index * 1_000, eventType: "ATTACHED", changeSummary: null }),
  );
  const changes = changesOf(cluster, now, startedAt, story).map(({ at, node, changeSummary }, index) =>
    entry(`changed-${index}`, node, { at, eventType: "UPDATED", changeSummary }),
  );
  const [first] = cluster.nodes;
  const login = { at: Math.max(createdAt, now - (now % DAY_MS) - HOUR_MS), eventType: "AUTHORIZATION" };
  const logins = first ? [entry("login", first, { ...login, changeSummary: CERTIFICATE_SUMMARY })] : [];
  return [...attached, ...changes, ...logins]
    .filter(({ createdAt: time }) => Date.parse(String(time)) <= now)
    .sort((one, other) => Date.parse(String(other.createdAt)) - Date.parse(String(one.createdAt)));
}

interface LogStory {
  at: EpochMs;
  eventType: string;
  changeSummary: string | null;
}

function entry(key: string, node: WireObject, { at, eventType, changeSummary }: LogStory): WireObject {
  return {
    id: `log_${String(node.id)}_${key}`,
    eventType,
    createdAt: new Date(at).toISOString(),
    podId: node.id,
    podName: node.name,
    podStatus: node.status,
    gpuName: node.gpuName,
    gpuCount: node.gpuCount,
    host: "CANARY-host.internal",
    role: null,
    changeSummary,
  };
}
