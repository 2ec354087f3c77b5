import "server-only";
import { randomUUID } from "node:crypto";
import type { AccountSnapshot } from "./account-snapshot";

/** What the pollers know, in memory. Answers are made from it, so that nothing waits for a provider. */
export interface FleetStore {
  accounts(): AccountSnapshot[];
  account(id: string): AccountSnapshot | null;
  /** What is published of an account that is not, or no longer, part of the fleet is passed over. */
  publish(snapshot: AccountSnapshot): void;
  /** From now on these accounts are the fleet, in this order: each with its beginning, or else with what was published. */
  setAccounts(ids: readonly string[], beginnings: readonly AccountSnapshot[]): void;
  /** To be called when what is added to this account's snapshot has changed, although the snapshot has not. */
  rejoin(accountId: string): void;
  /** To be called when what answers add to the snapshots has changed. */
  touch(): void;
  /** Changes with every poll, whether or not it changed anything, and differs between processes. */
  revision(): string;
  /** Calls `listener` after each of those changes. */
  onChange(listener: () => void): void;
}

/**
 * `join` adds what is known from elsewhere to a poll's snapshot. It runs when a snapshot is published, so that no poll
 * is based on the additions, and no poll loses them.
 */
export function createFleetStore(
  initial: readonly AccountSnapshot[],
  join: (snapshot: AccountSnapshot) => AccountSnapshot = (snapshot) => snapshot,
): FleetStore {
  const process = randomUUID().slice(0, 8);
  const polled = new Map(initial.map((snapshot) => [snapshot.id, snapshot]));
  const joined = new Map(initial.map((snapshot) => [snapshot.id, join(snapshot)]));
  const listeners: (() => void)[] = [];
  let changes = 0;
  const noteChange = () => {
    changes += 1;
    for (const listener of listeners) listener();
  };
  const rejoin = (accountId: string) => {
    const snapshot = polled.get(accountId);
    if (snapshot === undefined) return;
    joined.set(accountId, join(snapshot));
    noteChange();
  };
  const setAccounts: FleetStore["setAccounts"] = (ids, beginnings) => {
    const known = ids.flatMap((id) => beginnings.find((one) => one.id === id) ?? polled.get(id) ?? []);
    polled.clear();
    joined.clear();
    for (const snapshot of known) {
      polled.set(snapshot.id, snapshot);
      joined.set(snapshot.id, join(snapshot));
    }
    noteChange();
  };
  return {
    setAccounts,
    accounts: () => [...joined.values()],
    account: (id) => joined.get(id) ?? null,
    publish: (snapshot) => {
      if (!polled.has(snapshot.id)) return;
      polled.set(snapshot.id, snapshot);
      rejoin(snapshot.id);
    },
    rejoin,
    touch: noteChange,
    revision: () => `${process}-${changes}`,
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}
