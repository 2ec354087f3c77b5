import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { openStoredAccounts } from "../accounts/open-stored-accounts";
import { openPush } from "../alerts/push/open-push";
import { ALERT_PART } from "../alerts/store/alert-part";
import { AUDIT_MIGRATIONS } from "../auth/audit/audit-migrations";
import { type Auth, openAuth } from "../auth/open-auth";
import { ANYBODY } from "../auth/people/person";
import { openBuildFileRows } from "../build-files/build-file-rows";
import type { FixedConfiguration } from "../configuration/configuration";
import { COORDINATION_PART } from "../coordination/coordination-part";
import type { Hints } from "../coordination/hints";
import { historyIn } from "../history/open-history";
import type { Stored } from "../http/application";
import { log } from "../log";
import { openOrderClaims } from "../on-demand/orders/order-claims";
import type { Outbound } from "../outbound/outbound";
import { openSharedReadings } from "../poller/shared/shared-readings";
import { openBudgetRows } from "../poller/shared-budget/budget-rows";
import type { Provider } from "../providers/spec";
import { openStoredTries } from "../reachability/stored-tries";
import { openSecretBox } from "../secret-box/open-secret-box";
import { requireCommonKey } from "../secret-box/require-common-key";
import { openAttemptLimits } from "../security/shared-limits/open-attempt-limits";
import { openDisplays } from "../sharing/displays/open-displays";
import { openShareLinks } from "../sharing/links/open-share-links";
import type { OnAccessChanged } from "../store/confirmed-answers";
import { migrate } from "../store/migrate";
import { openDatabase } from "../store/open-database";
import { orClose } from "../store/or-close";

export interface Opening {
  configuration: FixedConfiguration;
  outbound: Outbound;
  providers: readonly Provider[];
  /** What makes the first admin. */
  setupCode: string;
  now: () => EpochMs;
  /** Called when somebody who was let in may not be any longer, or sees something else from now on. */
  onAccessChanged: OnAccessChanged;
  hints: Pick<Hints, "tell">;
}

/** Everything but the alerts, which begin once the others have been read. */
export type OpenedStore = Omit<Stored, "alerting">;

/** Opens all parts or none. */
export async function openStored(opening: Opening): Promise<OpenedStore> {
  const { configuration, outbound, providers, setupCode, now, onAccessChanged, hints } = opening;
  const { storage, auth: authConfiguration, publicUrl, secretKey, accountDefaults: defaults } = configuration;
  return orClose(openDatabase(storage), async (store) => {
    await migrate(store, AUDIT_MIGRATIONS);
    await migrate(store, ALERT_PART.migrations);
    await migrate(store, COORDINATION_PART.migrations);
    const attemptLimits = await openAttemptLimits(store, now);
    const auth = await openAuth({
      ...{ store, configuration: authConfiguration, publicUrl, outbound, setupCode, attemptLimits, now },
      onAccessChanged,
    });
    const box = openSecretBox(secretKey);
    await requireCommonKey(store, box, now());
    const mayReceive = () => idsOfThoseWhoMaySignIn(auth);
    return {
      ...{ store, auth },
      accounts: await openStoredAccounts(store, { box, providers, defaults, hints }),
      push: await openPush(store, { box, publicUrl, mayReceive, now }),
      shareLinks: await openShareLinks(store, now, onAccessChanged),
      linkAttempts: attemptLimits("link"),
      displays: await openDisplays(store),
      pairingAttempts: attemptLimits("pairing"),
      tries: await openStoredTries(store),
      readings: await openSharedReadings(store, { box, onUnreadable: warnOfOtherKey() }),
      budgetRows: await openBudgetRows(store, box),
      orderClaims: await openOrderClaims(store),
      buildFiles: await openBuildFileRows(store),
      history: await historyIn(store),
      close: store.close,
    };
  });
}

function warnOfOtherKey(): () => void {
  let isWarned = false;
  return () => {
    if (isWarned) return;
    isWarned = true;
    log().warn(
      "What another server has read cannot be opened with this server's key, so it is not shown here. All servers that share a database need the same CLUSTERDECK_SECRET_KEY",
    );
  };
}

async function idsOfThoseWhoMaySignIn({ asksForSignIn, people }: Auth): Promise<ReadonlySet<string>> {
  if (!asksForSignIn) return new Set([ANYBODY.id]);
  return new Set((await people.list()).flatMap(({ id, disabled }) => (disabled ? [] : [id])));
}
