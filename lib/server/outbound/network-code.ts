import "server-only";

// The name of undici's error, which comes without a code of its own.
export const NOT_HTTP = "HTTPParserError";

/** The code under which Node or undici reports a request that got no answer; "" where there is none. */
export function networkErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  // fetch rejects with a TypeError whose cause is the socket's error.
  const origin = error.cause instanceof Error ? error.cause : error;
  if (origin.name === NOT_HTTP) return NOT_HTTP;
  const code: unknown = Reflect.get(origin, "code");
  return typeof code === "string" ? code : "";
}

const NEVER_CONNECTED = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** `ETIMEDOUT` is not among them, because an open connection can end with it too. */
export function isNeverConnected(code: string): boolean {
  return NEVER_CONNECTED.test(code);
}
