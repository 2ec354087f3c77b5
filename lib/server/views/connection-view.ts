import "server-only";
import type { Connection } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/cluster";
import { freshnessOf } from "@/lib/domain/freshness";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { isoTime, nullableIsoTime } from "./iso-time";

export function connectionView(snapshot: ConnectionSnapshot, now: EpochMs): Connection {
  const { problem } = snapshot;
  return {
    id: snapshot.id,
    provider: snapshot.provider.id,
    providerLabel: snapshot.provider.label,
    label: snapshot.label,
    state: snapshot.state,
    freshness: freshnessOf(snapshot.lastSuccessAt, now, snapshot.pollIntervalMs),
    pollIntervalMs: snapshot.pollIntervalMs,
    lastSuccessAt: nullableIsoTime(snapshot.lastSuccessAt),
    lastAttemptAt: nullableIsoTime(snapshot.lastAttemptAt),
    nextAttemptAt: nullableIsoTime(snapshot.nextAttemptAt),
    problem: problem && { code: problem.code, detail: problem.detail, since: isoTime(problem.since) },
    warnings: [...snapshot.warnings],
  };
}
