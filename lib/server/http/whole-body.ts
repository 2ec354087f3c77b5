import "server-only";
import { HttpProblem } from "../http-problem";

/**
 * Far longer than 64 KB take on any connection. The server's own limit for a whole request, in scripts/serve.mjs, is
 * longer.
 */
const MAX_BODY_MS = 10_000;

interface Patience {
  /** Once it aborts, the rest of a body is no longer waited for. */
  stop: AbortSignal;
  longestMs?: number;
}

/**
 * The same request once its whole body has arrived, so that no client can keep work that has begun from ending. Throws
 * a 408 if the rest does not arrive, and a 503 once the server is stopping.
 */
export async function withWholeBody(request: Request, { stop, longestMs = MAX_BODY_MS }: Patience): Promise<Request> {
  if (stop.aborted) throw stopping();
  if (request.body === null) return request;
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  const onStop = () => reject(stopping());
  stop.addEventListener("abort", onStop, { once: true });
  const deadline = setTimeout(() => reject(tooSlow()), longestMs);
  try {
    const body = await Promise.race([request.text().catch(cutOff), interrupted]);
    return new Request(request.url, { method: request.method, headers: request.headers, body, signal: request.signal });
  } finally {
    clearTimeout(deadline);
    stop.removeEventListener("abort", onStop);
  }
}

/** Otherwise the rest would be taken for the next request on the same connection. */
const CLOSE = { Connection: "close" };

function tooSlow(): HttpProblem {
  const detail = "The rest of this request did not arrive in time. Try again.";
  return new HttpProblem(408, { code: "too-slow", detail }, CLOSE);
}

function stopping(): HttpProblem {
  const detail = "The server is stopping, and has changed nothing. Try again in a moment.";
  return new HttpProblem(503, { code: "stopping", detail }, { ...CLOSE, "Retry-After": "5" });
}

/** Only the client can have cut it off, so nobody reads this answer. */
function cutOff(): never {
  throw new HttpProblem(400, { code: "bad-request", detail: "The request ended before its body did." }, CLOSE);
}
