import "server-only";
import type { Logger } from "pino";
import type { Configuration } from "../configuration/configuration";
import { createGate } from "../providers/gate";
import { createFleetStore, type FleetStore } from "./fleet-store";
import { initialSnapshot } from "./initial-snapshot";
import { type RunningConnection, startConnection } from "./start-connection";

const CALLS_IN_ALL = 32;

export interface Poller {
  store: FleetStore;
  /** By connection id. */
  connections: ReadonlyMap<string, RunningConnection>;
  stop(): void;
}

/** Starts one loop per connection and returns at once: Next serves nothing until instrumentation is done. */
export function startPoller(configuration: Pick<Configuration, "connections" | "rates">, log: Logger): Poller {
  const store = createFleetStore(configuration.connections.map(initialSnapshot));
  const sharedGate = createGate(CALLS_IN_ALL);
  const connections = new Map(
    configuration.connections.map((connection) => [
      connection.id,
      startConnection(connection, { configuration, store, sharedGate, log }),
    ]),
  );
  return {
    store,
    connections,
    stop: () => {
      for (const { loop } of connections.values()) loop.stop();
    },
  };
}
