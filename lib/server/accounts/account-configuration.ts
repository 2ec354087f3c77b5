import "server-only";
import type { AccountConfiguration, AccountDefaults } from "../configuration/configuration";
import { ProviderError } from "../providers/errors";
import type { ParsedSettings, ProviderClient } from "../providers/spec";
import { enteredAddress } from "./entered-address";
import { KEY_ERASED, KEY_UNREADABLE, type StoredAccount, wholeSettings } from "./stored-account";

/** A stored account as the poller takes it. One that cannot be connected answers every reading with the reason. */
export function configurationOf(account: StoredAccount, defaults: AccountDefaults): AccountConfiguration {
  const { id, label, provider, paused, retired } = account;
  const settings = wholeSettings(account) ?? account.settings;
  return {
    ...{ id, label, provider, paused, retired, settings },
    ...connectionOf(account),
    source: { kind: "browser" },
    isAddressEntered: enteredAddress(provider, settings) !== null,
    pollIntervalMs: account.pollIntervalMs ?? defaults.pollIntervalMs,
    requestsPerMinute: account.requestsPerMinute ?? defaults.requestsPerMinute ?? provider.requestsPerMinute,
    reachability: defaults.reachability,
  };
}

type Connection = Omit<Extract<ParsedSettings, { ok: true }>, "ok">;

function connectionOf(account: StoredAccount): Connection {
  const settings = wholeSettings(account);
  if (settings === null) return unconnected(account.secrets === "erased" ? KEY_ERASED : KEY_UNREADABLE);
  const parsed = account.provider.parse({ ...settings }, { allowsHttp: true });
  if (parsed.ok) {
    const { ok: _, ...connection } = parsed;
    return connection;
  }
  const mistakes = parsed.issues.map(({ setting, message }) => `${setting} ${message}`).join("; ");
  return unconnected(`This version cannot use what was stored of this account: ${mistakes}. Enter it again.`);
}

function unconnected(reason: string): Connection {
  const client: ProviderClient = {
    readFleet: () => Promise.reject(new ProviderError("auth", reason)),
  };
  return { baseUrl: "", apiKey: "", secrets: [], ca: null, connect: () => client };
}
