import "server-only";
import type { Connection } from "@/lib/contract/fleet";
import { balanceEnd } from "@/lib/domain/cluster/account";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { chargedRate } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { ConnectionSnapshot } from "../../poller/connection-snapshot";

export function connectionView(snapshot: ConnectionSnapshot, now: EpochMs): Connection {
  const { problem } = snapshot;
  return {
    id: snapshot.id,
    provider: snapshot.provider.id,
    providerLabel: snapshot.provider.label,
    label: snapshot.label,
    canCreate: snapshot.canCreate,
    state: snapshot.state,
    freshness: freshnessOf(snapshot.lastSuccessAt, now, snapshot.pollIntervalMs),
    pollIntervalMs: snapshot.pollIntervalMs,
    lastSuccessAt: nullableIsoTime(snapshot.lastSuccessAt),
    lastAttemptAt: nullableIsoTime(snapshot.lastAttemptAt),
    nextAttemptAt: nullableIsoTime(snapshot.nextAttemptAt),
    problem: problem && { code: problem.code, detail: problem.detail, since: isoTime(problem.since) },
    warnings: [...snapshot.warnings],
    account: accountView(snapshot),
  };
}

function accountView({ account, clusters }: ConnectionSnapshot): Connection["account"] {
  if (account === null) return null;
  const rates = [...clusters.values()].map(({ reading }) => chargedRate(reading.rate));
  const endsAt = balanceEnd(account.balanceUsdMicros, rates, account.readAt);
  return {
    usdMicrosBalance: account.balanceUsdMicros,
    balanceEndsAt: nullableIsoTime(endsAt),
    clustersWithoutRate: rates.filter((rate) => rate === null).length,
    suspension: account.suspension,
    quotas: account.quotas.map(({ label, used, allowed }) => ({ label, used, allowed })),
    readAt: isoTime(account.readAt),
  };
}
