import "server-only";
import { openAlertConfiguration } from "../alerts/settings/open-alert-configuration";
import { type RunningAlerting, startAlerting } from "../alerts/start-alerting";
import { createWays } from "../alerts/ways/create-ways";
import { announceSetup } from "../auth/announce-setup";
import { storedAsWell } from "../configuration/read-configuration";
import type { Coordination } from "../coordination/coordination";
import type { Demo } from "../demo/start-demo";
import type { HistoryHandle } from "../history/history-handle";
import { historyProblem } from "../history/history-problem";
import type { Stored } from "../http/application";
import { log } from "../log";
import type { OnAccessChanged } from "../store/confirmed-answers";
import { orClose } from "../store/or-close";
import type { HeldAnswers } from "../workload/held-answers";
import type { LiveFleet } from "./live-fleet";
import { type Opening, openStored } from "./open-stored";

interface Options extends Pick<Opening, "configuration" | "outbound" | "providers" | "setupCode"> {
  demo: Demo | null;
  coordination: Coordination;
  historyHandle: HistoryHandle;
  fleet: LiveFleet;
  heldAnswers: Pick<HeldAnswers, "readmit">;
  /** Called after each look at the fleet: other alerts may fire. */
  onLook: () => void;
  /** Called with a sentence if waiting cannot help. */
  giveUp: (sentence: string) => void;
}

/** Opens the store, has the fleet go on where the last process ended, and begins with alerts: all of it or nothing. */
export async function openWithAlerts(options: Options): Promise<Stored & { alerting: RunningAlerting }> {
  const { configuration, outbound, providers, setupCode, demo, coordination, historyHandle, fleet } = options;
  const { live, poller } = fleet;
  const { hints, now } = coordination;
  const onAccessChanged: OnAccessChanged = (where) => {
    options.heldAnswers.readmit();
    if (where === "here") hints.tell("access");
  };
  const opening = { configuration, outbound, providers, setupCode, now, onAccessChanged, hints };
  return orClose(await openStored(opening), async (opened) => {
    followStoredAccounts(opened, options);
    await fleet.restore(opened.history, opened.tries);
    announceSetup(opened.auth, configuration.publicUrl);
    const alerting = await startAlerting({
      ...{ configuration, live, history: opened.history, historyProblem: () => historyProblem(historyHandle) },
      alertConfiguration: await openAlertConfiguration({
        store: opened.store,
        configuration: { ...configuration, alerts: live.current().alerts },
        ...{ hints, now },
      }),
      ...{ store: opened.store, coordination, fleet: poller.store },
      ways: demo?.inbox.ways ?? createWays(configuration.webhookRanges, opened.push.way),
      ...{ onLook: options.onLook, log: log(), now },
    });
    return { ...opened, alerting };
  });
}

function followStoredAccounts(
  { accounts }: Pick<Stored, "accounts">,
  { fleet: { live }, giveUp }: Pick<Options, "fleet" | "giveUp">,
): void {
  const ids = new Set(accounts.list().map(({ id }) => id));
  const clash = live.current().accounts.find(({ id }) => ids.has(id));
  // Where the store could not be looked into before the start.
  if (clash !== undefined) giveUp(`The account ${clash.id} ${storedAsWell(clash.source)}.`);
  accounts.onChange(() => live.setStored(accounts.list()));
  live.setStored(accounts.list());
}
