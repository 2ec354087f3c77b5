import "server-only";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "../../history/history-handle";
import { type HistorySummary, readHistorySummary, readHistoryWithoutCosts } from "../../views/fleet/history-summary";
import { type StoredLink, shownKeyOf } from "../links/stored-link";
import { aliasOf, clusterAliasOf } from "./alias";
import { filterOfLink } from "./filter-of-link";

const REFRESH_MS = MINUTE_MS;
/** Where clusters change all the time, they cause no more reading than this. */
const MIN_REFRESH_MS = 10 * SECOND_MS;

/** The history's part of a link's fleet answer, read once a minute and after changes, for all its guests, and only while it has any. */
export interface GuestSummaries {
  /** `null` while the history cannot be read. */
  of(link: StoredLink): Promise<HistorySummary | null>;
  /** To be called when the history has learned of a change. */
  noteChange(): void;
}

interface Known {
  readAt: EpochMs;
  /** Which change it was read after. */
  change: number;
  summary: Promise<HistorySummary | null>;
}

export function createGuestSummaries(
  historyHandle: HistoryHandle,
  timeZone: string,
  now: () => EpochMs,
): GuestSummaries {
  const known = new Map<string, Known>();
  let changes = 0;
  // At the same moments on all servers that share a database, so that they answer guests with the same.
  const isOutdated = ({ readAt, change }: Known, at: EpochMs) => {
    const everyMs = change === changes ? REFRESH_MS : MIN_REFRESH_MS;
    return Math.floor(at / everyMs) !== Math.floor(readAt / everyMs);
  };

  return {
    of: async (link) => {
      const history = historyHandle.current();
      if (history === null) return null;
      const at = now();
      const read = link.show.costs ? readHistorySummary : readHistoryWithoutCosts;
      for (const [id, one] of known) if (isOutdated(one, at)) known.delete(id);
      const key = shownKeyOf(link);
      const entry = known.get(key) ?? {
        readAt: at,
        change: changes,
        summary: read(history, { timeZone, now: at, filter: filterOfLink(link) }).then(
          (summary) => underAliases(summary, link),
          () => null,
        ),
      };
      known.set(key, entry);
      return entry.summary;
    },
    noteChange: () => {
      changes += 1;
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
