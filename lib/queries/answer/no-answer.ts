import { isServerUpdated } from "../liveness/server-build";
import { RequestError } from "./request-error";

/** The network gave no answer. Browsers do not tell scripts why: no connection, a refusal, a certificate, an extension. */
export function unreachable(): RequestError {
  // Where it says that there is a network, there may be none; but where it says that there is none, there is none.
  return typeof navigator !== "undefined" && navigator.onLine === false
    ? new RequestError("offline", "This device is offline, so Clusterdeck's server cannot be reached.", null)
    : new RequestError("unreachable", "Clusterdeck's server cannot be reached.", null);
}

export function brokenOff(): RequestError {
  return new RequestError("unreachable", "The answer of Clusterdeck's server broke off.", null);
}

export function timedOut(timeoutMs: number): RequestError {
  return new RequestError("timeout", `Clusterdeck's server did not answer within ${timeoutMs / 1_000} s.`, null);
}

/** Our server redirects no call of its API. Whoever does so wants the person to sign in, and shows that only in a page. */
export function redirected(): RequestError {
  const detail =
    "Something in front of Clusterdeck's server, such as a proxy that asks for a sign-in, redirects this page's requests. Reload the page to go on.";
  return new RequestError("redirected", detail, null);
}

/** An answer that is not what this page expects: from another version of Clusterdeck, from something else, or from itself. */
export function badResponse(response: Response): RequestError {
  const { status, headers } = response;
  if (isServerUpdated()) {
    const detail = "Clusterdeck was updated while this page was open. Reload the page to go on.";
    return new RequestError("bad-response", detail, status);
  }
  if (headers.has("X-Server-Build")) {
    const detail = `This page cannot read the answer of Clusterdeck's server (HTTP ${status}), which is a fault of Clusterdeck’s own. Reload the page.`;
    return new RequestError("unreadable", detail, status);
  }
  const detail = `The answer did not come from a Clusterdeck server (HTTP ${status}).`;
  return new RequestError("bad-response", detail, status);
}
