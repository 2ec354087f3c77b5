import "server-only";
import { randomUUID } from "node:crypto";
import type { ConnectionSnapshot } from "./connection-snapshot";

/** What the pollers know, in memory. Answers are made from it; nothing waits for a provider. */
export interface FleetStore {
  connections(): ConnectionSnapshot[];
  connection(id: string): ConnectionSnapshot | null;
  publish(snapshot: ConnectionSnapshot): void;
  /** Different whenever a snapshot was published, and in every process. */
  revision(): string;
}

export function createFleetStore(initial: readonly ConnectionSnapshot[]): FleetStore {
  const process = randomUUID().slice(0, 8);
  const snapshots = new Map(initial.map((snapshot) => [snapshot.id, snapshot]));
  let published = 0;
  return {
    connections: () => [...snapshots.values()],
    connection: (id) => snapshots.get(id) ?? null,
    publish: (snapshot) => {
      snapshots.set(snapshot.id, snapshot);
      published += 1;
    },
    revision: () => `${process}-${published}`,
  };
}
