import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountConfiguration, ConfiguredRate } from "../configuration/configuration";
import type { Leases } from "../coordination/leases";
import type { LastReading } from "../history/read/last-readings";
import type { PollRecorder } from "../history/record/poll-recorder";
import type { ProviderWays } from "../outbound/provider-ways";
import { createGate } from "../providers/http/gate";
import type { AccountSnapshot } from "./account-snapshot";
import { createAccountTerms } from "./account-terms";
import { createFleetStore, type FleetStore } from "./fleet-store";
import type { Sharing } from "./poll-state";
import type { BudgetRows } from "./shared-budget/budget-rows";
import { type RunningAccount, startAccount } from "./start-account";
import { type PolledAs, succession } from "./succession";

const CALLS_IN_ALL = 32;

export interface Poller {
  store: FleetStore;
  /** By account id: the same map for good, whatever it holds. */
  accounts: ReadonlyMap<string, RunningAccount>;
  /**
   * Polls these accounts from now on, and no others; those that changed keep their readings. Returns the ids of new ones, of
   * which the history may know something.
   */
  setAccounts(accounts: readonly AccountConfiguration[]): string[];
  /** Adds what was known before the start to what has been read since. */
  restore(lastReadings: readonly LastReading[]): void;
  stop(): void;
}

interface Options {
  /** Looked up with each poll. */
  rates: () => readonly ConfiguredRate[];
  outbound: ProviderWays;
  recorder: Pick<PollRecorder, "record">;
  /** Who polls an account of which other servers know. */
  leases: Leases;
  /** `null` where no other server shows the same. */
  sharing: Sharing | null;
  /** What other servers send of the same accounts: `null` where there are none, and inside while that cannot be known. */
  budgetRows: (() => BudgetRows | null) | null;
  now: () => EpochMs;
  log: Logger;
  join: (snapshot: AccountSnapshot) => AccountSnapshot;
}

/** Runs one loop per account, none so far. Which of them poll is for the leases to say. */
export function createPoller({ join, leases, ...options }: Options): Poller {
  const store = createFleetStore([], join);
  const surroundings = { ...options, store, sharedGate: createGate(CALLS_IN_ALL) };
  const accounts = new Map<string, RunningAccount>();
  const terms = createAccountTerms({
    ...{ leases, sharing: options.sharing },
    onTerm: (accountId, term, known) => accounts.get(accountId)?.loop.lead(term, known),
    finish: async (accountId) => {
      await accounts.get(accountId)?.loop.finish();
      await options.sharing?.written(accountId);
    },
  });
  let polled: readonly PolledAs[] = [];

  return {
    store,
    accounts,
    setAccounts: (next) => {
      const before = new Map(polled.map((one) => [one.account.id, one]));
      const ids = next.map(({ id }) => id);
      for (const { account, running } of polled) if (!ids.includes(account.id)) running.stop();
      const planned = next.map((account) => ({ account, ...succession(account, before.get(account.id)) }));
      // Before any loop runs: what is published of accounts that the fleet does not have is passed over.
      store.setAccounts(
        ids,
        planned.flatMap(({ beginning }) => beginning?.snapshot ?? []),
      );
      polled = planned.map(({ account, goesOn, beginning }) => ({
        account,
        running: goesOn ?? startAccount(account, beginning, surroundings),
      }));
      accounts.clear();
      for (const { account, running } of polled) accounts.set(account.id, running);
      terms.want(next.flatMap(({ id, paused }) => (paused === null ? [id] : [])));
      for (const { account, running } of polled) {
        const term = terms.current(account.id);
        // What its predecessor has left is newer than what it has shared.
        if (term !== null && !running.loop.isLeading()) running.loop.lead(term, null);
      }
      return ids.filter((id) => !before.has(id));
    },
    restore: (lastReadings) => {
      for (const { loop } of accounts.values()) loop.restore(lastReadings);
    },
    stop: () => {
      for (const { running } of polled) running.stop();
    },
  };
}
