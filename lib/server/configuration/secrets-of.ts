import "server-only";
import { channelSecrets, spellingsOf } from "../alerts/channels/channel-secrets";
import type { PostgresLocation } from "../store/open-database";
import type { Configuration } from "./configuration";

type Secretive = Pick<
  Configuration,
  "accounts" | "alerts" | "auth" | "metricsToken" | "proxies" | "secretKey" | "storage"
>;

const CODINGS = ["base64", "base64url", "hex"] as const;

/** Every text in the configuration that must not appear in a log. */
export function secretsOf({ accounts, alerts, auth, metricsToken, proxies, secretKey, storage }: Secretive): string[] {
  const { firstAdmin, singleSignOn } = auth;
  return [
    ...secretsOfAccounts(accounts),
    firstAdmin?.password ?? "",
    singleSignOn?.clientSecret ?? "",
    metricsToken ?? "",
    ...("databaseUrl" in storage ? passwordsOfDatabase(storage) : []),
    ...alerts.channels.flatMap(({ kind, settings }) => channelSecrets(kind, settings)),
    ...(alerts.heartbeatUrl === null ? [] : spellingsOf(alerts.heartbeatUrl)),
    ...("key" in secretKey ? CODINGS.map((coding) => secretKey.key.toString(coding)) : []),
    ...[proxies.http, proxies.https].flatMap((proxy) => (proxy === null ? [] : loginOf(proxy.url))),
  ].filter((secret) => secret !== "");
}

/** Every text in accounts that must not appear in a log. */
export function secretsOfAccounts(accounts: Secretive["accounts"]): string[] {
  return accounts.flatMap(({ secrets }) => secrets).filter((secret) => secret !== "");
}

function passwordsOfDatabase({ databaseUrl, listenUrl = databaseUrl }: PostgresLocation): string[] {
  return [databaseUrl, listenUrl].flatMap((url) => passwordsOf(new URL(url)));
}

/** Both as it is written in the address, and as it is sent to the server. */
function passwordsOf({ password, searchParams }: URL): string[] {
  return [password, decoded(password), searchParams.get("password") ?? ""];
}

/** A proxy gets its login in base64. */
function loginOf(url: URL): string[] {
  const sent = `${decoded(url.username)}:${decoded(url.password)}`;
  return [...passwordsOf(url), ...(sent === ":" ? [] : [Buffer.from(sent).toString("base64")])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
