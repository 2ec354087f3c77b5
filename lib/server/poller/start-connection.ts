import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { OrderForm } from "@/lib/domain/cluster/order-form";
import type { Configuration, ConnectionConfiguration } from "../configuration/configuration";
import type { PollRecorder } from "../history/record/poll-recorder";
import type { Gate } from "../providers/http/gate";
import { createProviderHttp } from "../providers/http/http";
import type { ProviderClient } from "../providers/spec";
import { roomBeside } from "./bounded-fleet";
import { type ConnectionLoop, startConnectionLoop } from "./connection-loop";
import type { ConnectionSnapshot } from "./connection-snapshot";
import { createDetailRefusals } from "./details/detail-refusals";
import type { FleetStore } from "./fleet-store";
import { recordedPoll } from "./recorded-poll";
import { createRequestBudget, type RequestBudget } from "./request-budget";
import { logStateChange } from "./state-change-log";
import { steadyNow, unsetWallNow } from "./steady-clock";

interface Surroundings {
  configuration: Pick<Configuration, "rates">;
  store: FleetStore;
  recorder: PollRecorder;
  sharedGate: Gate;
  log: Logger;
}

export interface RunningConnection {
  client: ProviderClient;
  loop: ConnectionLoop;
  budget: RequestBudget;
  /** `null` where no clusters can be created. */
  orderForm: OrderForm | null;
  /** The environment variable that its provider's keys are known by. */
  keyVariable: string;
}

/** Gives a connection its HTTP client, its budget and its loop. */
export function startConnection(
  connection: ConnectionConfiguration,
  initial: ConnectionSnapshot,
  surroundings: Surroundings,
): RunningConnection {
  const { provider } = connection;
  const { store, recorder, log } = surroundings;
  const now = Date.now;
  const budget = createRequestBudget({ requestsPerMinute: connection.requestsPerMinute, now: unsetWallNow });
  const http = createProviderHttp({
    providerLabel: provider.label,
    baseUrl: connection.baseUrl,
    now,
    random: Math.random,
    sleep: (durationMs, signal) => sleep(durationMs, undefined, { signal }),
    onRequest: budget.spend,
    hasRoom: budget.hasRoom,
    onHeaders: (headers) => {
      const limit = provider.readRateLimit?.(headers, unsetWallNow());
      if (limit) budget.learn(limit);
    },
    sharedGate: surroundings.sharedGate,
  });
  const client = connection.connect({ http, now });
  const loop = startConnectionLoop(
    {
      ...{ client, budget, now, steadyNow, refusals: createDetailRefusals(unsetWallNow) },
      room: () => roomBeside(store.connections().filter(({ id }) => id !== connection.id)),
      ...{ configuredIntervalMs: connection.pollIntervalMs, rates: surroundings.configuration.rates },
    },
    initial,
    {
      random: Math.random,
      publish: (snapshot) => {
        logStateChange(log, store.connection(snapshot.id), snapshot);
        store.publish(snapshot);
      },
      onPolled: (result, before) => {
        const poll = recordedPoll(result, before);
        if (poll) recorder.record(poll);
      },
      onCrash: (error) =>
        log.error({ err: error, connection: connection.id }, "A poll crashed: a fault in Clusterdeck"),
    },
  );
  return { client, loop, budget, orderForm: provider.orderForm, keyVariable: provider.environment.apiKey };
}
