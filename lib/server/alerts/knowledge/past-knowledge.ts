import "server-only";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { Budget } from "../../configuration/configuration";
import type { History } from "../../history/open-history";
import type { ClusterPast } from "../../history/read/read-cluster-pasts";
import { GONE_RETENTION_MS } from "../../poller/track-clusters";
import { readBudgets } from "./read-budgets";
import { usualStarts } from "./usual-starts";
import type { Remembered } from "./watched-account";

/** Starts are compared with those of as long ago. */
const STARTS_MS = 90 * DAY_MS;
/** What is usual changes slowly, and takes more reading than the rest. */
const STARTS_EVERY_MS = HOUR_MS;

/** What the rules need of the history. It is read ahead, because they are judged in the middle of everything else. */
export interface PastKnowledge {
  /** Reads all of it again. Rejects if the history cannot be read: what was known before stays. */
  refresh(): Promise<void>;
  /** Changes whenever something else is known; `null` before the first reading. */
  revision(): number | null;
  remembered(clusterId: string, reading: ClusterReading): Remembered | null;
  clusterNumber(clusterId: string): number | null;
  budgets(): readonly WatchedBudget[];
}

interface Options {
  history: Pick<History, "clusterPasts" | "startTimes" | "sampleCosts">;
  /** The provider of an account; `null` if the fleet does not have it. */
  providerOf: (accountId: string) => string | null;
  budgets: () => readonly Budget[];
  timeZone: string;
  now: () => EpochMs;
}

export function createPastKnowledge(options: Options): PastKnowledge {
  const { history, providerOf, timeZone, now } = options;
  let pasts: ReadonlyMap<string, ClusterPast> = new Map();
  let budgets: readonly WatchedBudget[] = [];
  let usualStart: ReturnType<typeof usualStarts> = () => null;
  let startsReadAt: EpochMs | null = null;
  let revision: number | null = null;
  let told = "";

  async function refreshStarts(at: EpochMs): Promise<void> {
    if (startsReadAt !== null && at >= startsReadAt && at - startsReadAt < STARTS_EVERY_MS) return;
    usualStart = usualStarts(await history.startTimes(at - STARTS_MS));
    startsReadAt = at;
  }

  return {
    async refresh() {
      const at = now();
      const read = await history.clusterPasts({ goneSince: at - GONE_RETENTION_MS, changedSince: at - DAY_MS });
      budgets = await readBudgets(history, options.budgets(), {
        ...{ timeZone, now: at },
        isInFleet: (accountId) => providerOf(accountId) !== null,
      });
      await refreshStarts(at);
      pasts = new Map(read.map((past) => [past.clusterId, past]));
      const tells = JSON.stringify([read, startsReadAt]);
      if (tells !== told) revision = (revision ?? 0) + 1;
      told = tells;
    },
    revision: () => revision,
    remembered(clusterId, { gpuModel, gpuCount }) {
      const past = pasts.get(clusterId);
      const provider = providerOf(accountIdOf(clusterId) ?? "");
      if (past === undefined || provider === null) return null;
      const usualStartMs = usualStart({ provider, gpuModel, gpuCount });
      return { appearedAt: past.appearedAt, rateChange: past.rateChange, usualStartMs };
    },
    clusterNumber: (clusterId) => pasts.get(clusterId)?.number ?? null,
    budgets: () => budgets,
  };
}
