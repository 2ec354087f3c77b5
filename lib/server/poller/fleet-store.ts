import "server-only";
import { randomUUID } from "node:crypto";
import type { AccountSnapshot } from "./account-snapshot";

/** What the pollers know, in memory. Answers are made from it; nothing waits for a provider. */
export interface FleetStore {
  accounts(): AccountSnapshot[];
  account(id: string): AccountSnapshot | null;
  publish(snapshot: AccountSnapshot): void;
  /** What joins this account's snapshot has changed, although the snapshot has not. */
  rejoin(accountId: string): void;
  /** What answers add to the snapshots has changed. */
  touch(): void;
  /** Different after every change, and in every process. */
  revision(): string;
}

/**
 * `join` adds to a poll's snapshot what is known from elsewhere. It is done when a snapshot is published, so that no poll is based
 * on it, and no poll loses it.
 */
export function createFleetStore(
  initial: readonly AccountSnapshot[],
  join: (snapshot: AccountSnapshot) => AccountSnapshot = (snapshot) => snapshot,
): FleetStore {
  const process = randomUUID().slice(0, 8);
  const polled = new Map(initial.map((snapshot) => [snapshot.id, snapshot]));
  const joined = new Map(initial.map((snapshot) => [snapshot.id, join(snapshot)]));
  let changes = 0;
  const rejoin = (accountId: string) => {
    const snapshot = polled.get(accountId);
    if (snapshot === undefined) return;
    joined.set(accountId, join(snapshot));
    changes += 1;
  };
  return {
    accounts: () => [...joined.values()],
    account: (id) => joined.get(id) ?? null,
    publish: (snapshot) => {
      polled.set(snapshot.id, snapshot);
      rejoin(snapshot.id);
    },
    rejoin,
    touch: () => {
      changes += 1;
    },
    revision: () => `${process}-${changes}`,
  };
}
