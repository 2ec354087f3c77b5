import "server-only";
import { randomUUID } from "node:crypto";
import type { ConnectionSnapshot } from "./connection-snapshot";

/** What the pollers know, in memory. Answers are made from it; nothing waits for a provider. */
export interface FleetStore {
  connections(): ConnectionSnapshot[];
  connection(id: string): ConnectionSnapshot | null;
  publish(snapshot: ConnectionSnapshot): void;
  /** What answers add to the snapshots has changed. */
  touch(): void;
  /** Different after every change, and in every process. */
  revision(): string;
}

export function createFleetStore(initial: readonly ConnectionSnapshot[]): FleetStore {
  const process = randomUUID().slice(0, 8);
  const snapshots = new Map(initial.map((snapshot) => [snapshot.id, snapshot]));
  let changes = 0;
  return {
    connections: () => [...snapshots.values()],
    connection: (id) => snapshots.get(id) ?? null,
    publish: (snapshot) => {
      snapshots.set(snapshot.id, snapshot);
      changes += 1;
    },
    touch: () => {
      changes += 1;
    },
    revision: () => `${process}-${changes}`,
  };
}
