import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { FixedConfiguration } from "../configuration/configuration";
import type { LiveConfiguration } from "../configuration/live-configuration";
import type { Coordination } from "../coordination/coordination";
import type { Term } from "../coordination/leases";
import type { History } from "../history/open-history";
import { meters } from "../meters";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import type { Store } from "../store/open-database";
import type { StoreProblem } from "../store/store-handle";
import { createAlertReader } from "./alert-reader";
import type { Alerting } from "./alerting";
import { startAlertEngine } from "./engine";
import { startHeartbeat } from "./heartbeat";
import { createAlertAmounts } from "./knowledge/alert-amounts";
import { createPastKnowledge } from "./knowledge/past-knowledge";
import { createSituation } from "./knowledge/situation";
import { createAlertMessages } from "./message/alert-messages";
import { createOutbox } from "./outbox/outbox";
import { sendMessage, type Ways } from "./outbox/send-message";
import { sendTest } from "./outbox/send-test";
import { createSender, isToNobody } from "./outbox/sender";
import { createRounds, LOOK_EVERY_MS } from "./rounds";
import { createUnstoredAlert } from "./say-unstored";
import type { EditableAlertConfiguration } from "./settings/open-alert-configuration";
import { createAlertStore } from "./store/alert-store";
import { createAlertTerm } from "./store/alert-term";
import type { AlertTables } from "./store/schema";
import { speakableVersion } from "./store/speakable-alerts";

/** A poll publishes what it reads in several parts, and the history has usually recorded it by then. */
const SETTLING_MS = 250;
/** A fleet in which much changes is no reason to read the history all the time. */
const KNOW_AFTER_MS = 3 * SECOND_MS;
/** How long a stop waits for messages under way: what is not answered by then is sent again after the next start. */
const LAST_ANSWERS_MS = 3 * SECOND_MS;

interface Options {
  store: Store;
  coordination: Pick<Coordination, "leases" | "hints">;
  configuration: Pick<FixedConfiguration, "timeZone" | "publicUrl">;
  live: LiveConfiguration;
  alertConfiguration: EditableAlertConfiguration;
  history: History;
  historyProblem: () => StoreProblem | null;
  fleet: Pick<FleetStore, "account" | "accounts">;
  ways: Ways;
  /** Called after each look at the fleet: other alerts may fire. */
  onLook: () => void;
  log: Logger;
  now: () => EpochMs;
}

/** Alerts that are being judged and sent, until they are stopped. */
export interface RunningAlerting extends Alerting {
  /** To be called when the live configuration has changed. */
  noteConfiguration(): void;
  /** To be called when the fleet has changed. */
  noteFleet(): void;
  /** To be called when the history has learned of a change. */
  noteHistory(): void;
  /** Resolves once nothing is being written any more. */
  stop(): Promise<void>;
}

/** Looks at the fleet whenever it has changed, and sends what there is to say. Goes on where the last process ended. */
export async function startAlerting(options: Options): Promise<RunningAlerting> {
  const { store, coordination, configuration, live, alertConfiguration, history, fleet, ways, log, now } = options;
  const db = store.db.withTables<AlertTables>();
  const term = createAlertTerm();
  const [alertStore, outbox] = [createAlertStore(db, term), createOutbox(db, store.dialect)];
  const url = new URL("/alerts", configuration.publicUrl).href;
  const past = createPastKnowledge({
    ...{ history, timeZone: configuration.timeZone, now },
    providerOf: (accountId) => fleet.account(accountId)?.provider.id ?? null,
    budgets: () => live.current().budgets,
  });
  const amounts = createAlertAmounts(history, now);
  const { accounts } = fleet;
  const { historyProblem } = options;
  const situation = createSituation({ accounts, past, historyProblem, configuration: alertConfiguration, now });
  const open = () => engine.open();
  const accountLabel = (id: string) => live.current().accounts.find((account) => account.id === id)?.label ?? null;
  const reader = createAlertReader({ accounts, accountLabel, past, configuration: alertConfiguration, open, now });
  const engine = await startAlertEngine({
    ...{ store: alertStore, term, settings: alertConfiguration.current, situation, now },
    version: (at) => speakableVersion(db, store.dialect, at),
    describe: (alert, before) => ({
      label: reader.namesOf(alert.subject, before?.label ?? null).real.label,
      usdMicrosSoFar: amounts.of(alert.id) ?? before?.usdMicrosSoFar ?? null,
    }),
    onMessages: () => rounds.sendSoon(),
    onStored: () => coordination.hints.tell("alerts"),
  });
  // No other process can have this store, so whoever claimed a message in it has died.
  if (store.dialect === "sqlite") await outbox.releaseClaims();
  const messages = createAlertMessages({ store: alertStore, amounts, reader, url, log });
  const sender = createSender({
    ...{ outbox, channel: alertConfiguration.latestSendable, message: messages.ofDelivery, ways, log, now },
    isInUse: (channelId) => alertConfiguration.channelsInUse().includes(channelId),
    onAttempt: alertConfiguration.noteAttempt,
    onSettled: () => rounds.sendSoon(),
    random: Math.random,
  });
  const unstored = createUnstoredAlert({
    ...{ store: alertStore, engine, settings: alertConfiguration.current, now },
    problem: historyProblem,
    async send({ id, channelId, at }, alert) {
      const found = await alertConfiguration.sendable(channelId);
      if (found === null) return false;
      const { outcome } = await sendMessage(found, messages.ofUnstored(id, alert, found.show, at), ways);
      const isDelivered = outcome.state === "delivered";
      if (!isToNobody(outcome))
        meters().countNotification({ channel: channelId, outcome: isDelivered ? "delivered" : "retried" });
      return isDelivered;
    },
    onError: (error) => log.warn({ err: error }, "It could not be said that alerts cannot be stored"),
  });
  const rounds = createRounds({
    ...{ engine, onLook: options.onLook, past, amounts, sender, unstored, log, now },
  });
  const isPolling = () => accounts().every((account) => isPolled(account, now()));
  const beat = (url: string | null) => (url === null ? null : startHeartbeat({ url, http: ways.http, isPolling, log }));
  let configured = live.current().alerts;
  let heartbeat = beat(configured.heartbeatUrl);

  alertConfiguration.onChange(() => rounds.lookSoon(0));
  rounds.knowSoon(0);
  rounds.sendSoon();
  const judge = (next: Term) => {
    term.begin(next);
    rounds.lookSoon(0);
    // From then on it shows what another server judges.
    next.signal.addEventListener("abort", () => rounds.lookSoon(0), { once: true });
  };
  const finish = () => {
    term.finish();
    // Comes after the look under way, and judges no more.
    return rounds.look();
  };
  const handOver = coordination.leases.want("alerts", judge, finish);
  return {
    ...{ configuration: alertConfiguration, store: alertStore, outbox, open: engine.open, budgets: past.budgets },
    view: (stored, show) => reader.view(reader.latest(stored), show),
    test: (channelId) => sendTest({ configuration: alertConfiguration, db, ways, url, now }, channelId),
    look: rounds.look,
    async readAgain() {
      await alertConfiguration.reload();
      await engine.showAgain();
      options.onLook();
    },
    send: rounds.sendSoon,
    noteConfiguration() {
      rounds.knowSoon(0);
      const { alerts } = live.current();
      if (alerts === configured) return;
      if (alerts.heartbeatUrl !== configured.heartbeatUrl) {
        heartbeat?.stop();
        heartbeat = beat(alerts.heartbeatUrl);
      }
      configured = alerts;
      alertConfiguration
        .setConfigured(alerts)
        .catch((error: unknown) =>
          log.warn({ err: error }, "What the file now says of alerts could not be taken over"),
        );
    },
    noteFleet: () => rounds.lookSoon(SETTLING_MS),
    noteHistory: () => rounds.knowSoon(KNOW_AFTER_MS),
    async stop() {
      heartbeat?.stop();
      await rounds.stop();
      await handOver();
      await Promise.race([sender.idle(), sleep(LAST_ANSWERS_MS, undefined, { ref: false })]);
    },
  };
}

/** Whether an account was asked lately, whatever it answered. */
function isPolled({ nextAttemptAt, pollIntervalMs }: AccountSnapshot, now: EpochMs): boolean {
  return nextAttemptAt === null || now - nextAttemptAt < 5 * Math.max(pollIntervalMs, LOOK_EVERY_MS);
}
