import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { Configuration } from "../configuration/configuration";
import type { History } from "../history/open-history";
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
import { composeMessage } from "./message/compose-message";
import { createOutbox } from "./outbox/outbox";
import type { Ways } from "./outbox/send-message";
import { sendTest } from "./outbox/send-test";
import { createSender } from "./outbox/sender";
import { createRepeating } from "./repeating";
import type { EditableAlertConfiguration } from "./settings/open-alert-configuration";
import { createAlertStore } from "./store/alert-store";
import type { AlertTables } from "./store/schema";

/** Some rules are about time, so the fleet is looked at even if nothing of it changes. */
const LOOK_EVERY_MS = 10 * SECOND_MS;
/** Other servers may have put something into the outbox. */
const SEND_EVERY_MS = 10 * SECOND_MS;
/** A poll publishes what it reads in several parts, and the history has usually recorded it by then. */
const SETTLING_MS = 250;
const KNOW_EVERY_MS = MINUTE_MS;
/** A fleet in which much changes is no reason to read the history all the time. */
const KNOW_AFTER_MS = 3 * SECOND_MS;
/** How long a stop waits for messages under way: what is not answered by then is sent again after the next start. */
const LAST_ANSWERS_MS = 3 * SECOND_MS;

interface Options {
  store: Store;
  configuration: Pick<Configuration, "accounts" | "budgets" | "timeZone" | "publicUrl" | "alerts">;
  alertConfiguration: EditableAlertConfiguration;
  history: History;
  historyProblem: () => StoreProblem | null;
  fleet: Pick<FleetStore, "accounts">;
  ways: Ways;
  log: Logger;
  now: () => EpochMs;
}

/** Alerts that are being judged and sent, until they are stopped. */
export interface RunningAlerting extends Alerting {
  /** To be called when the fleet has changed. */
  noteFleet(): void;
  /** To be called when the history has learned of a change. */
  noteHistory(): void;
  /** Resolves once nothing is being written any more. */
  stop(): Promise<void>;
}

/** Looks at the fleet whenever it has changed, and sends what there is to say. Goes on where the last process ended. */
export async function startAlerting(options: Options): Promise<RunningAlerting> {
  const { store, configuration, alertConfiguration, history, fleet, ways, log, now } = options;
  const db = store.db.withTables<AlertTables>();
  const alertStore = createAlertStore(db);
  const outbox = createOutbox(db, store.dialect);
  const past = createPastKnowledge({ history, configuration, now });
  const amounts = createAlertAmounts(history, now);
  const situation = createSituation({
    accounts: fleet.accounts,
    past,
    historyProblem: options.historyProblem,
    configuration: alertConfiguration,
  });
  const reader = createAlertReader({
    accounts: fleet.accounts,
    past,
    configuration: alertConfiguration,
    open: () => engine.open(),
    now,
  });
  const engine = await startAlertEngine({
    store: alertStore,
    settings: alertConfiguration.current,
    situation,
    describe: (alert, before) => ({
      label: reader.namesOf(alert.subject, before?.label ?? null).real.label,
      usdMicrosSoFar: amounts.of(alert.id) ?? before?.usdMicrosSoFar ?? null,
    }),
    onMessages: () => sending.runSoon(0),
    now,
  });
  // No other process can have this store, so whoever claimed a message in it has died.
  if (store.dialect === "sqlite") await outbox.releaseClaims();

  const url = new URL("/alerts", configuration.publicUrl).href;
  const sender = createSender({
    outbox,
    channel: alertConfiguration.sendable,
    async message(delivery, show, at) {
      const alerts = (await alertStore.alertsOf(delivery.id)).map(reader.latest);
      await amounts.refresh(alerts.map(({ alert }) => alert));
      const told = alerts.map((stored) => ({ ...stored, usdMicrosSoFar: amounts.of(stored.alert.id) }));
      return composeMessage(delivery, told, { view: (stored) => reader.view(stored, show), url, at });
    },
    onAttempt: alertConfiguration.noteAttempt,
    onSettled: () => sending.runSoon(0),
    ways,
    log,
    now,
    random: Math.random,
  });

  const knowing = createRepeating({
    run: async () => {
      // Only a database server may be shared.
      if (store.dialect === "postgres") await alertConfiguration.reload();
      await past.refresh();
      const open = [...engine.open().values()].map(({ alert }) => alert);
      amounts.keepOnly(new Set(open.map(({ id }) => id)));
      await amounts.refresh(open.filter(({ state }) => state === "firing"));
      looking.runSoon(0);
    },
    everyMs: KNOW_EVERY_MS,
    nextAt: async () => null,
    onError: (error) => log.warn({ err: error }, "What alerts need to know could not be read"),
    now,
  });
  const looking = createRepeating({
    // Without the past, alerts that depend on it would seem to be over.
    run: async () => (past.revision() === null ? undefined : engine.look()),
    everyMs: LOOK_EVERY_MS,
    nextAt: async () => engine.nextAt(),
    onError: (error) => log.warn({ err: error }, "Alerts could not be stored"),
    now,
  });
  const sending = createRepeating({
    run: sender.sendDue,
    everyMs: SEND_EVERY_MS,
    nextAt: sender.nextAt,
    onError: (error) => log.warn({ err: error }, "Messages could not be looked for"),
    now,
  });
  const { heartbeatUrl } = configuration.alerts;
  const heartbeat =
    heartbeatUrl === null ? null : startHeartbeat({ url: heartbeatUrl, http: ways.http, isPolling, log });

  /** Whether each account was asked lately, whatever it answered. */
  function isPolling(): boolean {
    return fleet.accounts().every(({ nextAttemptAt, pollIntervalMs }) => {
      return nextAttemptAt === null || now() - nextAttemptAt < 5 * Math.max(pollIntervalMs, LOOK_EVERY_MS);
    });
  }

  alertConfiguration.onChange(() => looking.runSoon(0));
  knowing.runSoon(0);
  sending.runSoon(0);
  return {
    configuration: alertConfiguration,
    store: alertStore,
    outbox,
    situation,
    open: engine.open,
    view: (stored, show) => reader.view(reader.latest(stored), show),
    test: (channelId) => sendTest({ configuration: alertConfiguration, db, ways, url, now }, channelId),
    look: engine.look,
    send: () => sending.runSoon(0),
    noteFleet: () => looking.runSoon(SETTLING_MS),
    noteHistory: () => knowing.runSoon(KNOW_AFTER_MS),
    async stop() {
      heartbeat?.stop();
      await Promise.all([knowing.stop(), looking.stop(), sending.stop()]);
      await Promise.race([sender.idle(), sleep(LAST_ANSWERS_MS, undefined, { ref: false })]);
    },
  };
}
