import "server-only";
import type { Logger } from "pino";
import type { Configuration } from "../configuration/configuration";
import type { LastReading } from "../history/read/last-readings";
import type { PollRecorder } from "../history/record/poll-recorder";
import { createGate } from "../providers/http/gate";
import type { ConnectionSnapshot } from "./connection-snapshot";
import { createFleetStore, type FleetStore } from "./fleet-store";
import { initialSnapshot } from "./initial-snapshot";
import { type RunningConnection, startConnection } from "./start-connection";

const CALLS_IN_ALL = 32;

export interface Poller {
  store: FleetStore;
  /** By connection id. */
  connections: ReadonlyMap<string, RunningConnection>;
  /** Adds what was known before the start, whatever has been read since. */
  restore(lastReadings: readonly LastReading[]): void;
  stop(): void;
}

/** Starts one loop per connection and returns at once: Next serves nothing until instrumentation is done. */
export function startPoller(
  configuration: Pick<Configuration, "connections" | "rates">,
  recorder: PollRecorder,
  log: Logger,
  join: (snapshot: ConnectionSnapshot) => ConnectionSnapshot,
): Poller {
  const initial = configuration.connections.map((connection) => ({
    connection,
    snapshot: initialSnapshot(connection),
  }));
  const store = createFleetStore(
    initial.map(({ snapshot }) => snapshot),
    join,
  );
  const sharedGate = createGate(CALLS_IN_ALL);
  const connections = new Map(
    initial.map(({ connection, snapshot }) => [
      connection.id,
      startConnection(connection, snapshot, { configuration, store, recorder, sharedGate, log }),
    ]),
  );
  return {
    store,
    connections,
    restore: (lastReadings) => {
      for (const { loop } of connections.values()) loop.restore(lastReadings);
    },
    stop: () => {
      for (const { loop } of connections.values()) loop.stop();
    },
  };
}
