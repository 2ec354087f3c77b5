import "server-only";
import type { ProviderCall } from "../errors";
import { ProviderError } from "../errors";

const RESET_CODES: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);
const CONNECT_TIMEOUT_CODES: ReadonlySet<string> = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
const NO_TLS = /CERT|TLS|SSL|SIGNATURE|ISSUER/;
/**
 * Codes for a connection that was never established. `ETIMEDOUT` is not among them, because an open connection can end
 * with it too.
 */
const NOTHING_SENT = new RegExp(
  `^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|${NO_TLS.source}`,
);
// The name of undici's error, which comes without a code of its own.
const NOT_HTTP = "HTTPParserError";

/** The code under which Node or undici reports a request that got no answer; "" where there is none. */
export function networkErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  // fetch rejects with a TypeError whose cause is the socket's error.
  const origin = error.cause instanceof Error ? error.cause : error;
  if (origin.name === NOT_HTTP) return NOT_HTTP;
  const code: unknown = Reflect.get(origin, "code");
  return typeof code === "string" ? code : "";
}

/**
 * The provider accepted the connection and dropped it, which also happens when a kept-alive socket closes at the wrong
 * moment.
 */
export function isReset(code: string): boolean {
  return RESET_CODES.has(code);
}

/** What a request without an answer means. */
export function networkError({ provider, request }: ProviderCall, code: string): ProviderError {
  const mayHaveActed = !NOTHING_SENT.test(code);
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
  const detail = `${provider} could not be reached for ${request}: ${explain(code)}`;
  return new ProviderError("unreachable", detail, { mayHaveActed });
}

function explain(code: string): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `its host name was not found (${code}). Check the base URL of this account and this server's DNS.`;
  }
  if (code === "ECONNREFUSED") {
    return `nothing takes connections there (${code}). Check the base URL of this account.`;
  }
  if (isReset(code)) return `the connection was dropped (${code}). It is asked again shortly.`;
  if (NO_TLS.test(code)) {
    return `its certificate or TLS was not accepted (${code}). Check the base URL of this account and any proxy in between.`;
  }
  return `${code || "no connection"}. Check this server's network.`;
}
