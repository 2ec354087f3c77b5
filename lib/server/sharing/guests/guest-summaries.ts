import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "../../history/history-handle";
import { type HistorySummary, readHistorySummary, readHistoryWithoutCosts } from "../../views/fleet/history-summary";
import { type StoredLink, shownKeyOf } from "../links/stored-link";
import { aliasOf, clusterAliasOf } from "./alias";
import { filterOfLink } from "./filter-of-link";

const REFRESH_MS = MINUTE_MS;

/** The history's part of a link's fleet answer, read once a minute for all its guests, and only while it has any. */
export interface GuestSummaries {
  /** `null` while the history cannot be read. */
  of(link: StoredLink): Promise<HistorySummary | null>;
}

export function createGuestSummaries(
  historyHandle: HistoryHandle,
  timeZone: string,
  now: () => EpochMs,
): GuestSummaries {
  const known = new Map<string, { readAt: EpochMs; summary: Promise<HistorySummary | null> }>();

  return {
    of: async (link) => {
      const history = historyHandle.current();
      if (history === null) return null;
      const at = now();
      const read = link.show.costs ? readHistorySummary : readHistoryWithoutCosts;
      for (const [id, { readAt }] of known) if (Math.abs(at - readAt) >= REFRESH_MS) known.delete(id);
      const key = shownKeyOf(link);
      const entry = known.get(key) ?? {
        readAt: at,
        summary: read(history, { timeZone, now: at, filter: filterOfLink(link) }).then(
          (summary) => underAliases(summary, link),
          () => null,
        ),
      };
      known.set(key, entry);
      return entry.summary;
    },
  };
}

function underAliases({ recentRates, failures, month }: HistorySummary, { aliasKey }: StoredLink): HistorySummary {
  const aliased = <Told>(told: ReadonlyMap<string, Told>): ReadonlyMap<string, Told> =>
    new Map([...told].map(([clusterId, own]) => [clusterAliasOf(aliasKey, clusterId), own]));
  const watches = month?.watches.map((watch) => ({
    ...watch,
    accountId: aliasOf(aliasKey, "account", watch.accountId),
  }));
  return {
    recentRates: aliased(recentRates),
    failures: aliased(failures),
    month: month && { ...month, watches: watches ?? [] },
  };
}
