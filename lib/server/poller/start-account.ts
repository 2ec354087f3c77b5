import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { AccountConfiguration, ConfiguredRate } from "../configuration/configuration";
import type { PollRecorder } from "../history/record/poll-recorder";
import { meters } from "../meters";
import type { ProviderWays } from "../outbound/provider-ways";
import type { Gate } from "../providers/http/gate";
import { createProviderHttp } from "../providers/http/http";
import type { ProviderClient } from "../providers/spec";
import { type AccountLoop, type Handover, startAccountLoop } from "./account-loop";
import type { AccountSnapshot } from "./account-snapshot";
import { roomBeside } from "./bounded-fleet";
import { createDetailRefusals } from "./details/detail-refusals";
import type { FleetStore } from "./fleet-store";
import type { Sharing } from "./poll-state";
import { recordedPoll } from "./recorded-poll";
import { createRequestBudget, type RequestBudget } from "./request-budget";
import type { BudgetRows } from "./shared-budget/budget-rows";
import { createSharedBudget } from "./shared-budget/shared-budget";
import { logStateChange } from "./state-change-log";
import { steadyNow, unsetWallNow } from "./steady-clock";

interface Surroundings {
  rates: () => readonly ConfiguredRate[];
  store: FleetStore;
  recorder: Pick<PollRecorder, "record">;
  /** `null` where no other server shows the same. */
  sharing: Sharing | null;
  /** What other servers send of the same accounts; `null` where there are none. */
  budgetRows: (() => BudgetRows | null) | null;
  now: () => EpochMs;
  sharedGate: Gate;
  outbound: ProviderWays;
  log: Logger;
}

export interface RunningAccount {
  client: ProviderClient;
  loop: AccountLoop;
  budget: RequestBudget;
  /** `null` if no clusters can be created. */
  orderForm: OrderForm | null;
  /** The environment variable that holds keys of its provider. */
  keyVariable: string;
  /** Takes another label, interval or limit: everything else needs another client. */
  adjust(account: AccountConfiguration): void;
  /** Ends its polls, and says what its successor begins with. */
  stop(): Handover & { budget: RequestBudget };
}

/** What an account begins with: its first snapshot, and what its predecessor owes the provider. */
export interface Beginning {
  snapshot: AccountSnapshot;
  bindingUntil?: EpochMs;
  budget?: RequestBudget;
}

const wait = (durationMs: number, signal: AbortSignal) => sleep(durationMs, undefined, { signal });

/** Gives an account its HTTP client, its budget and its loop. */
export function startAccount(
  account: AccountConfiguration,
  beginning: Beginning,
  surroundings: Surroundings,
): RunningAccount {
  const { provider } = account;
  let { pollIntervalMs, requestsPerMinute } = account;
  const { store, recorder, sharing, now, log } = surroundings;
  const budget = beginning.budget ?? createRequestBudget({ requestsPerMinute, now: unsetWallNow });
  budget.limitTo(requestsPerMinute);
  const shared =
    surroundings.budgetRows &&
    createSharedBudget({
      ...{ account, providerLabel: provider.label, budget, rows: surroundings.budgetRows },
      ...{ requestsPerMinute: () => requestsPerMinute, isPolling: () => loop.isLeading() },
      ...{ now: unsetWallNow, sleep: wait },
    });
  const http = createProviderHttp({
    providerLabel: provider.label,
    baseUrl: account.baseUrl,
    now,
    random: Math.random,
    sleep: wait,
    ...{ admit: shared?.admit, onHold: shared?.hold },
    onRequest: (isAddition) => {
      loop.requireTrust();
      shared?.requireNoHold();
      budget.spend(isAddition);
    },
    hasRoom: budget.hasRoom,
    onHeaders: (headers) => {
      const limit = provider.readRateLimit?.(headers, unsetWallNow());
      if (!limit) return;
      budget.learn(limit);
      shared?.learn(limit);
    },
    pace: provider.pace,
    sharedGate: surroundings.sharedGate,
    outbound: surroundings.outbound(account),
  });
  const client = account.connect({ http, now, label: account.label });
  const loop = startAccountLoop(
    {
      ...{ client, budget, now, steadyNow, refusals: createDetailRefusals(unsetWallNow) },
      fleet: store.accounts,
      room: () => roomBeside(store.accounts().filter(({ id }) => id !== account.id)),
      get configuredIntervalMs() {
        return pollIntervalMs;
      },
      get rates() {
        return surroundings.rates();
      },
    },
    beginning.snapshot,
    {
      ...{ random: Math.random, bindingUntil: beginning.bindingUntil ?? 0 },
      publish: (snapshot) => {
        logStateChange(log, store.account(snapshot.id), snapshot);
        store.publish(snapshot);
      },
      onPolled: ({ term, result, before, tookMs, state }) => {
        const outcome = result.snapshot.problem?.code ?? "ok";
        meters().countPoll({ account: account.id, outcome, seconds: tookMs / SECOND_MS });
        const poll = recordedPoll(result, before);
        if (poll) recorder.record(poll, term);
        sharing?.share(state, term);
      },
      wantRefresh: (at) => sharing?.wantRefresh(account.id, at),
      onCrash: (error) => log.error({ err: error, account: account.id }, "A poll crashed: a fault in Clusterdeck"),
    },
  );
  return {
    ...{ client, loop, budget, orderForm: provider.orderForm, keyVariable: provider.key.variable },
    adjust: (adjusted) => {
      ({ pollIntervalMs, requestsPerMinute } = adjusted);
      budget.limitTo(requestsPerMinute);
      loop.adjust(adjusted.label);
    },
    stop: () => ({ ...loop.stop(), budget }),
  };
}
