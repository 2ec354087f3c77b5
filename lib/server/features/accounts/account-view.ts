import "server-only";
import type { ListedAccount } from "@/lib/contract/accounts";
import { nullableIsoTime } from "@/lib/domain/time/iso-time";
import {
  KEY_ERASED,
  KEY_UNREADABLE,
  type StoredAccount,
  splitSettings,
  wholeSettings,
} from "../../accounts/stored-account";
import type { AccountConfiguration } from "../../configuration/configuration";
import type { Application } from "../../http/application";
import { keyEnding } from "../../providers/key-ending";

type Views = Pick<Application, "accounts" | "poller">;

/** An account that the server's configuration names, without what is secret about it. */
export function configuredAccountView(application: Views, account: AccountConfiguration): ListedAccount {
  const { source, provider, settings } = account;
  return {
    ...commonView(application, account),
    ...{ source: source.kind, sourceName: sourceNameOf(account) },
    ...{ secretsReadable: true, settings: { ...splitSettings(provider, settings).settings } },
  };
}

/** An account that was added in the browser, without what is secret about it. */
export function storedAccountView(application: Views, account: StoredAccount): ListedAccount {
  const { id, secrets, settings, paused, retired } = account;
  const configuration = application.accounts.list().find((one) => one.id === id);
  if (configuration === undefined) throw new Error(`The account ${id} was changed, but is not listed.`);
  const view = commonView(application, configuration);
  return {
    ...view,
    ...{ source: "browser", sourceName: null, settings: { ...settings } },
    secretsReadable: wholeSettings(account) !== null,
    ...{ paused: paused !== null, pausedBy: paused?.by ?? null, pausedAt: nullableIsoTime(paused?.at ?? null) },
    ...{ retired: retired !== null, retiredBy: retired?.by ?? null, retiredAt: nullableIsoTime(retired?.at ?? null) },
    state: retired !== null ? "retired" : paused !== null ? "paused" : view.state,
    problem: secrets === "unreadable" ? KEY_UNREADABLE : secrets === "erased" ? KEY_ERASED : view.problem,
  };
}

function commonView(application: Views, account: AccountConfiguration) {
  const { id, label, provider, baseUrl, apiKey, pollIntervalMs, requestsPerMinute } = account;
  const snapshot = application.poller.store.account(id);
  return {
    ...{ id, provider: provider.id, providerLabel: provider.label, label, pollIntervalMs, requestsPerMinute },
    ...{ baseUrl: baseUrl || null, keyEnding: keyEnding(apiKey) },
    ...{ paused: false, pausedBy: null, pausedAt: null, retired: false, retiredBy: null, retiredAt: null },
    ...{ state: snapshot?.state ?? ("starting" as const), problem: snapshot?.problem?.detail ?? null },
  };
}

/** The variable of the key, or the file that names the account. */
export function sourceNameOf({ source, provider }: Pick<AccountConfiguration, "source" | "provider">): string | null {
  if (source.kind === "file") return source.name;
  return source.kind === "environment" ? provider.key.variable : null;
}
