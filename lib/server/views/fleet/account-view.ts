import "server-only";
import type { Account } from "@/lib/contract/fleet";
import { balanceEnd } from "@/lib/domain/cluster/account-billing";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { chargedRate } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { AccountSnapshot } from "../../poller/account-snapshot";

export function accountView(snapshot: AccountSnapshot, now: EpochMs): Account {
  const { problem, paused } = snapshot;
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
    problem: paused
      ? { code: "paused", detail: pausedSentence(paused.by), since: isoTime(paused.at) }
      : problem && { code: problem.code, detail: problem.detail, since: isoTime(problem.since) },
    ...(paused && { pausedBy: paused.by, pausedAt: isoTime(paused.at) }),
    warnings: [...snapshot.warnings],
    billing: accountBillingView(snapshot),
  };
}

function pausedSentence(by: string): string {
  return `Paused by ${by}. What was read of it only grows older until somebody resumes it.`;
}

function accountBillingView({ billing, clusters }: AccountSnapshot): Account["billing"] {
  if (billing === null) return null;
  const rates = [...clusters.values()].map(({ reading }) => chargedRate(reading.rate));
  const endsAt = balanceEnd(billing.balanceUsdMicros, rates, billing.readAt);
  return {
    usdMicrosBalance: billing.balanceUsdMicros,
    ...(billing.foreignBalance && { foreignBalance: billing.foreignBalance }),
    balanceEndsAt: nullableIsoTime(endsAt),
    clustersWithoutRate: rates.filter((rate) => rate === null).length,
    suspension: billing.suspension,
    quotas: billing.quotas.map(({ label, used, allowed }) => ({ label, used, allowed })),
    readAt: isoTime(billing.readAt),
  };
}
