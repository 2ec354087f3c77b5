import "server-only";
import type { ForbiddenAddress } from "../../outbound/guarded-lookup";
import { isNeverConnected, NOT_HTTP } from "../../outbound/network-code";
import type { ProxyFailure } from "../../outbound/proxy-failure";
import type { ProviderCall } from "../errors";
import { ProviderError } from "../errors";

const RESET_CODES: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);
const CONNECT_TIMEOUT_CODES: ReadonlySet<string> = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
const NO_TLS = /CERT|TLS|SSL|SIGNATURE|ISSUER/;

/**
 * The provider accepted the connection and dropped it, which also happens when a kept-alive socket closes at the wrong
 * moment.
 */
export function isReset(code: string): boolean {
  return RESET_CODES.has(code);
}

/** What a request without an answer means. `proxy` names the proxy that it went through. */
export function networkError(
  { provider, request }: ProviderCall,
  code: string,
  proxy: string | null = null,
): ProviderError {
  const mayHaveActed = !isNeverConnected(code) && !NO_TLS.test(code);
  if (CONNECT_TIMEOUT_CODES.has(code)) {
    return new ProviderError(
      "timeout",
      `${provider} did not take the connection for ${request} in time (${code}). Check this server's network.`,
      { mayHaveActed },
    );
  }
  if (code === NOT_HTTP || code === "UND_ERR_HEADERS_OVERFLOW") {
    return new ProviderError(
      "bad-response",
      `${provider} did not answer ${request} in proper HTTP (${code}). Check the base URL of this account.`,
      { mayHaveActed },
    );
  }
  const detail = `${provider} could not be reached for ${request}: ${explain(code, proxy)}`;
  return new ProviderError("unreachable", detail, { mayHaveActed });
}

function explain(code: string, proxy: string | null): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `its host name was not found (${code}). Check the base URL of this account and this server's DNS.`;
  }
  if (code === "ECONNREFUSED") {
    return `nothing takes connections there (${code}). Check the base URL of this account.`;
  }
  if (isReset(code)) return `the connection was dropped (${code}). It is asked again shortly.`;
  if (NO_TLS.test(code) && proxy !== null) {
    return (
      `its certificate or TLS was not accepted (${code}). If the proxy ${proxy} opens TLS itself, ` +
      "name a file with its certificate authority in NODE_EXTRA_CA_CERTS."
    );
  }
  if (NO_TLS.test(code)) {
    return `its certificate or TLS was not accepted (${code}). Check the base URL of this account and any proxy in between.`;
  }
  return `${code || "no connection"}. Check this server's network.`;
}

/** A request that came no further than the proxy, so the provider has not seen it. */
export function proxyError({ provider, request }: ProviderCall, failure: ProxyFailure): ProviderError {
  const detail = `${provider} could not be reached for ${request}. ${failure.message}`;
  return new ProviderError(failure.isTimeout ? "timeout" : "unreachable", detail);
}

/** The address of the account leads where this server calls nobody. */
export function forbiddenError({ provider, request }: ProviderCall, { message }: ForbiddenAddress): ProviderError {
  return new ProviderError("unreachable", `${provider} was not called for ${request}: look at the address. ${message}`);
}

export function timeoutError({ provider, request }: ProviderCall, deadlineMs: number): ProviderError {
  return new ProviderError(
    "timeout",
    `${provider} did not finish answering ${request} within ${deadlineMs / 1_000} s. It is asked again shortly.`,
    { mayHaveActed: true },
  );
}
