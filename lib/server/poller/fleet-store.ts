import "server-only";
import { randomUUID } from "node:crypto";
import type { AccountSnapshot } from "./account-snapshot";

/** What the pollers know, in memory. Answers are made from it, so that nothing waits for a provider. */
export interface FleetStore {
  accounts(): AccountSnapshot[];
  account(id: string): AccountSnapshot | null;
  publish(snapshot: AccountSnapshot): void;
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
  return {
    accounts: () => [...joined.values()],
    account: (id) => joined.get(id) ?? null,
    publish: (snapshot) => {
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
