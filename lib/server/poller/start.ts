import "server-only";
import type { Logger } from "pino";
import type { Configuration } from "../configuration/configuration";
import type { LastReading } from "../history/read/last-readings";
import type { PollRecorder } from "../history/record/poll-recorder";
import type { ProviderWays } from "../outbound/provider-ways";
import { createGate } from "../providers/http/gate";
import type { AccountSnapshot } from "./account-snapshot";
import { createFleetStore, type FleetStore } from "./fleet-store";
import { initialSnapshot } from "./initial-snapshot";
import { type RunningAccount, startAccount } from "./start-account";

const CALLS_IN_ALL = 32;

export interface Poller {
  store: FleetStore;
  /** By account id. */
  accounts: ReadonlyMap<string, RunningAccount>;
  /** Adds what was known before the start to what has been read since. */
  restore(lastReadings: readonly LastReading[]): void;
  stop(): void;
}

/** Starts one loop per account and returns at once: Next serves nothing until instrumentation is done. */
export function startPoller(
  configuration: Pick<Configuration, "accounts" | "rates">,
  outbound: ProviderWays,
  recorder: PollRecorder,
  log: Logger,
  join: (snapshot: AccountSnapshot) => AccountSnapshot,
): Poller {
  const initial = configuration.accounts.map((account) => ({
    account,
    snapshot: initialSnapshot(account),
  }));
  const store = createFleetStore(
    initial.map(({ snapshot }) => snapshot),
    join,
  );
  const sharedGate = createGate(CALLS_IN_ALL);
  const accounts = new Map(
    initial.map(({ account, snapshot }) => [
      account.id,
      startAccount(account, snapshot, { configuration, store, recorder, sharedGate, outbound, log }),
    ]),
  );
  return {
    store,
    accounts,
    restore: (lastReadings) => {
      for (const { loop } of accounts.values()) loop.restore(lastReadings);
    },
    stop: () => {
      for (const { loop } of accounts.values()) loop.stop();
    },
  };
}
