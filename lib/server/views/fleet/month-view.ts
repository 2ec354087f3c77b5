import "server-only";
import type { Account, Cluster, Totals } from "@/lib/contract/fleet";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import { changeError, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { chargedRate } from "@/lib/domain/money/rate";
import { costBetween } from "@/lib/domain/money/recent-rates";
import { coverageOf } from "@/lib/domain/time/coverage";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { hoursOf } from "../costs/costs-view";
import { coverageView } from "../costs/coverage-view";
import type { MonthToDate } from "../costs/month-to-date";
import type { HistorySummary } from "./history-summary";

interface LiveFleet {
  clusters: readonly Cluster[];
  accounts: readonly Account[];
  now: EpochMs;
}

/**
 * The month to date as of the clusters' latest readings, as on their tiles: what the history had added up a minute ago,
 * and what the rates of that time have added since. If a rate has changed in between, the error says so.
 */
export function monthView(
  month: MonthToDate,
  recentRates: HistorySummary["recentRates"],
  fleet: LiveFleet,
): NonNullable<Totals["month"]> {
  const { accounts, now } = fleet;
  const since = sinceSummary(month, recentRates, fleet);
  const watches = month.watches.map(({ observedMs: [observedMs = 0], ...watch }) => ({ ...watch, observedMs }));
  const accountIds = accounts.map(({ id }) => id);
  const coverage = coverageOf(watches, accountIds, { from: month.from, to: month.asOf }, month.asOf);
  const labelOf = (accountId: string) => accounts.find(({ id }) => id === accountId)?.label ?? accountId;
  const ended = endedSince(recentRates, fleet, Math.max(0, now - month.asOf));
  return {
    usdMicros: sumUsd([month.usdMicros, since.usdMicros]),
    errorUsdMicros: sumUsd([month.errorUsdMicros, since.errorUsdMicros, ended]),
    unpricedClusterHours: hoursOf(month.unpricedMs + since.unpricedMs),
    ...coverageView(coverage, labelOf),
    timeZone: month.timeZone,
    asOf: isoTime(month.asOf),
  };
}

interface Since {
  usdMicros: UsdMicros;
  errorUsdMicros: UsdMicros;
  unpricedMs: number;
}

/** What the clusters have cost between the readings that the history had counted, and the latest ones. */
function sinceSummary(month: MonthToDate, recentRates: HistorySummary["recentRates"], { clusters }: LiveFleet): Since {
  const readAt = new Map(month.watches.map((watch) => [watch.accountId, watch.readAt]));
  const sums = { costs: [] as UsdMicros[], errors: [] as UsdMicros[], unpricedMs: 0 };
  for (const { id, accountId, rate, observedAt } of clusters) {
    const from = readAt.get(accountId) ?? month.asOf;
    const to = Date.parse(observedAt);
    const rates = recentRates.get(id) ?? [];
    const ms = Math.max(0, to - from);
    const known = rates.length === 0 ? null : (rates.at(-1)?.[1] ?? null);
    const charged = chargedRate(rate);
    sums.costs.push(costBetween(rates, { from, to }));
    sums.errors.push(changeError(known, charged, known === charged ? 0 : ms));
    if (charged === null) sums.unpricedMs += ms;
  }
  return { usdMicros: sumUsd(sums.costs), errorUsdMicros: sumUsd(sums.errors), unpricedMs: sums.unpricedMs };
}

/** What clusters may have cost that the history still counts as running, but the fleet no longer has. */
function endedSince(rates: HistorySummary["recentRates"], { clusters, accounts }: LiveFleet, ms: number): UsdMicros {
  const present = new Set(clusters.map(({ id }) => id));
  const isRead = (id: string) => accounts.some((account) => account.id === accountIdOf(id));
  const ended = [...rates].filter(([id]) => !present.has(id) && isRead(id));
  return sumUsd(ended.map(([, own]) => changeError(own.at(-1)?.[1] ?? null, null, ms)));
}
