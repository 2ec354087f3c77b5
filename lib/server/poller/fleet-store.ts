import "server-only";
import { randomUUID } from "node:crypto";
import type { ConnectionSnapshot } from "./connection-snapshot";

/** What the pollers know, in memory. Answers are made from it; nothing waits for a provider. */
export interface FleetStore {
  connections(): ConnectionSnapshot[];
  connection(id: string): ConnectionSnapshot | null;
  publish(snapshot: ConnectionSnapshot): void;
  /** What joins this connection's snapshot has changed, although the snapshot has not. */
  rejoin(connectionId: string): void;
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
  initial: readonly ConnectionSnapshot[],
  join: (snapshot: ConnectionSnapshot) => ConnectionSnapshot = (snapshot) => snapshot,
): FleetStore {
  const process = randomUUID().slice(0, 8);
  const polled = new Map(initial.map((snapshot) => [snapshot.id, snapshot]));
  const joined = new Map(initial.map((snapshot) => [snapshot.id, join(snapshot)]));
  let changes = 0;
  const rejoin = (connectionId: string) => {
    const snapshot = polled.get(connectionId);
    if (snapshot === undefined) return;
    joined.set(connectionId, join(snapshot));
    changes += 1;
  };
  return {
    connections: () => [...joined.values()],
    connection: (id) => joined.get(id) ?? null,
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
