import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { Configuration } from "../configuration/configuration";
import {
  createLiveConfiguration,
  type EditableLiveConfiguration,
  fleetAccounts,
} from "../configuration/live-configuration";
import { secretsOfAccounts } from "../configuration/secrets-of";
import type { Coordination } from "../coordination/coordination";
import { createSeedingRecorder } from "../demo/seeding-recorder";
import type { Demo } from "../demo/start-demo";
import type { RecordedJump } from "../history/clock-jumps";
import type { HistoryHandle } from "../history/history-handle";
import type { History } from "../history/open-history";
import { ALL_CLUSTERS } from "../history/read/cluster-filter";
import type { LastReading } from "../history/read/last-readings";
import { createPollRecorder, type PollRecorder } from "../history/record/poll-recorder";
import { log } from "../log";
import type { ProviderWays } from "../outbound/provider-ways";
import { createClockWarnings } from "../poller/clock-warnings";
import { joinLimitReasons } from "../poller/limit-reasons";
import { createPoller, type Poller } from "../poller/poller";
import { openSharing } from "../poller/shared/open-sharing";
import type { SharedReadings } from "../poller/shared/shared-readings";
import type { BudgetRows } from "../poller/shared-budget/budget-rows";
import { GONE_RETENTION_MS } from "../poller/track-clusters";
import { openReachability, type Reachability, tryByConnecting } from "../reachability/open-reachability";
import type { StoredTries } from "../reachability/stored-tries";
import type { Endpoint, Outcome } from "../reachability/try-endpoint";
import { registerSecret } from "../redaction/secrets";
import type { StoreHandle } from "../store/store-handle";
import { createSummaryCache, type SummaryCache } from "../views/fleet/summary-cache";
import { afterHistory } from "./after-history";

interface Options {
  configuration: Configuration;
  demo: Demo | null;
  outbound: ProviderWays;
  historyHandle: HistoryHandle;
  readings: StoreHandle<SharedReadings>;
  budgetRows: StoreHandle<BudgetRows | null>;
  coordination: Coordination;
  /** Called once the history tells what has changed, or cannot be waited for. */
  onChange: () => void;
  /** Called when the history has learned of a change. */
  onHistory: () => void;
  /** Called when the configuration has changed, after the fleet follows it. */
  onConfiguration: () => void;
}

/** What is read of the accounts, whichever they are at the time, and what becomes of it. */
export interface LiveFleet {
  live: EditableLiveConfiguration;
  poller: Poller;
  reachability: Reachability;
  recorder: PollRecorder;
  summary: SummaryCache;
  /** Goes on where the last process ended. */
  restore(history: History, tries: StoredTries): Promise<void>;
  /** Ends what begins by itself. */
  stop(): void;
  /** Resolves once nothing of it is being written any more. */
  idle(): Promise<void>;
}

/** Polls from the very start, whatever the state of the store. */
export function startLiveFleet(options: Options): LiveFleet {
  const { configuration, demo, outbound, historyHandle, coordination } = options;
  const { now } = coordination;
  const live = createLiveConfiguration(configuration, () => {
    follow();
    options.onConfiguration();
  });
  const reachability = openReachability({
    isTried: (accountId) =>
      live.current().accounts.some(({ id, reachability: isTried }) => id === accountId && isTried),
    intervalMs: configuration.reachability.intervalMs,
    tryEndpoint: demo ? tryMadeUp(demo) : tryByConnecting(configuration.reachability),
    ...{ coordination, log: log() },
  });
  const clockWarnings = createClockWarnings();
  const tellJumps = (jumps: readonly RecordedJump[]) => {
    const latest = new Map(jumps.map((jump) => [jump.accountId, jump]));
    for (const [id, jump] of latest) if (clockWarnings.add(id, jump)) poller.store.rejoin(id);
  };
  const real = createPollRecorder(historyHandle, log(), {
    onClockJump: (jump) => {
      tellJumps([jump]);
      void summary.refresh();
    },
    onChange: () => {
      summary.refreshSoon();
      options.onHistory();
    },
  });
  const recorder = demo ? createSeedingRecorder(historyHandle, real, () => void summary.refresh()) : real;
  // Where no other server can have the data, there is nobody to share it with.
  const sharing = coordination.isShared
    ? openSharing({ readings: options.readings, hints: coordination.hints, recorded: recorder.written, log: log() })
    : null;
  const poller = createPoller({
    ...{ rates: () => live.current().rates, outbound, recorder, log: log() },
    ...{ leases: coordination.leases, sharing, now },
    budgetRows: coordination.isShared ? () => options.budgetRows.current() : null,
    join: (snapshot) => {
      // The same on every server, whenever it learns of the reading.
      const at = snapshot.lastAttemptAt ?? now();
      return joinLimitReasons(clockWarnings.join(reachability.join(snapshot), at), at);
    },
  });
  const summary = createSummaryCache(historyHandle, configuration.timeZone, {
    now,
    onChange: () => {
      poller.store.touch();
      const history = historyHandle.current();
      // Where other servers poll, they alone have noticed.
      if (sharing !== null && history !== null) void lastJumps(history, now()).then(tellJumps);
    },
  });
  poller.store.onChange(afterHistory({ recorder, summary, sleep }, options.onChange));
  sharing?.follow(poller, (hasChanged) => {
    historyHandle.current()?.noteWritten();
    if (!hasChanged) return;
    summary.refreshSoon();
    options.onHistory();
  });
  historyHandle.whenOpen((history) => {
    void summary.refresh();
    void lastJumps(history, now()).then(tellJumps);
  });

  function follow(): void {
    const { accounts, metricsToken } = live.current();
    for (const secret of secretsOfAccounts(accounts)) registerSecret(secret);
    if (metricsToken !== null) registerSecret(metricsToken);
    const added = new Set(poller.setAccounts(fleetAccounts(live.current())));
    const history = historyHandle.current();
    if (history === null || added.size === 0) return;
    summary.refreshSoon();
    void lastReadings(history, now()).then((readings) =>
      poller.restore(readings.filter(({ accountId }) => added.has(accountId))),
    );
  }

  follow();
  reachability.start(poller.store);
  return {
    ...{ live, poller, reachability, recorder, summary },
    restore: async (history, tries) => {
      poller.restore(await lastReadings(history, now()));
      await reachability.restore(tries);
    },
    stop: () => {
      poller.stop();
      sharing?.stop();
      summary.stop();
    },
    idle: async () => {
      await recorder.idle();
      await sharing?.idle();
    },
  };
}

/** The demo's addresses belong to nobody, so the demo itself decides what a connection attempt finds. */
function tryMadeUp({ answers }: Demo): (endpoint: Endpoint) => Promise<Outcome> {
  return async ({ host }) => (answers(host) ? "answered" : "unanswered");
}

/** Clock jumps of the past day, oldest first: a restart must not end the warnings about them. */
async function lastJumps(history: History, now: EpochMs): Promise<RecordedJump[]> {
  const window = { from: now - DAY_MS, to: now };
  const latestFirst = await history.clockJumps(window, ALL_CLUSTERS).catch((error: unknown) => {
    log().warn({ err: error }, "Earlier clock jumps could not be restored");
    return [];
  });
  return latestFirst.toReversed();
}

/** Without them the server starts as on its first day, and says so. Nothing is lost in the store. */
async function lastReadings(history: History, now: EpochMs): Promise<LastReading[]> {
  return history.loadLastReadings(now - GONE_RETENTION_MS).catch((error: unknown) => {
    log().warn({ err: error }, "The last readings could not be restored");
    return [];
  });
}
