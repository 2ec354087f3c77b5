import { type Problem, problemSchema } from "@/lib/contract/problem";
import { isServerUpdated, noteServerBuild } from "./liveness/server-build";
import { serverClock } from "./liveness/server-clock";

const TIMEOUT_MS = 10_000;
/** For requests that wait for a provider, which gets 10 s per answer: our server's own error must arrive before this timeout. */
export const PROVIDER_TIMEOUT_MS = 30_000;
const MAX_CACHED = 50;

/** The part of a contract schema that is needed to read an answer. */
export interface AnswerSchema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** A refusal by our server, or the lack of a usable answer. `detail` is a sentence for people. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  constructor(
    /** The problem's own code, or `unreachable`, `timeout`, `bad-response`. */
    readonly code: string,
    readonly detail: string,
    /** `null` when no answer came. */
    readonly status: number | null,
    /** What else the server said; `retryAfterMs`: when the request may be repeated. */
    readonly more: Pick<Problem, "fields" | "mayExist"> & { retryAfterMs?: number } = {},
  ) {
    super(`${code}: ${detail}`);
  }
}

/** What to tell a person about a failed request: the server's own sentence, if it sent one. */
export function problemText(error: unknown, otherwise = "This page ran into an unexpected error."): string {
  return error instanceof RequestError ? error.detail : otherwise;
}

interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Sent as JSON, or as a form. */
  body?: object | URLSearchParams;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Longer for requests that wait for a provider. */
  timeoutMs?: number;
}

/** The one place where the browser calls our server. An unchanged answer (304) is the same object as last time. */
export async function requestJson<T>(path: string, schema: AnswerSchema<T>, options: RequestOptions = {}): Promise<T> {
  const { method = "GET", body, headers, signal, timeoutMs = TIMEOUT_MS } = options;
  const known = method === "GET" ? recall(path, schema) : null;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(path, {
      method,
      // Answers are cached here. The browser's own cache could hand a page the answer of another version of Clusterdeck.
      cache: "no-store",
      headers: { ...headers, ...(known && { "If-None-Match": known.etag }) },
      ...(body && bodyOf(body)),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    setClock(response);
    noteServerBuild(response.headers.get("X-Server-Build"));
    if (response.status === 304 && known) return known.value;
    if (!response.ok) throw await problemOf(response);
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) throw badResponse(response.status);
    const etag = response.headers.get("ETag");
    if (method === "GET" && etag !== null) cacheAnswer(path, schema, etag, parsed.data);
    return parsed.data;
  } catch (error) {
    if (error instanceof RequestError || signal?.aborted) throw error;
    if (timeout.aborted) {
      const seconds = timeoutMs / 1_000;
      throw new RequestError("timeout", `Clusterdeck's server did not answer within ${seconds} s.`, null);
    }
    if (error instanceof SyntaxError) throw badResponse(null);
    throw new RequestError("unreachable", "Clusterdeck's server cannot be reached.", null);
  }
}

/** Throws if a file from our server cannot be downloaded now. */
export async function requireDownload(path: string): Promise<void> {
  const ask = (method: "HEAD" | "GET") =>
    fetch(path, { method, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {
      throw new RequestError("unreachable", "Clusterdeck's server cannot be reached.", null);
    });
  if ((await ask("HEAD")).ok) return;
  // An answer to HEAD has no body.
  const answer = await ask("GET");
  if (!answer.ok) throw await problemOf(answer);
  await answer.body?.cancel();
}

/** Whether a page of ours could be opened now: a screen that navigated to an error page could not come back. */
export async function isPageThere(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    // A redirect leads to the sign-in page.
    return response.ok && !response.redirected;
  } catch {
    return false;
  }
}

function bodyOf(body: object | URLSearchParams): Pick<RequestInit, "body" | "headers"> {
  if (body instanceof URLSearchParams) return { body };
  return { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

function setClock(response: Response): void {
  const serverTime = Date.parse(response.headers.get("X-Server-Time") ?? "");
  if (!Number.isNaN(serverTime)) serverClock.receive(serverTime);
}

async function problemOf(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return badResponse(response.status);
  const { code, detail, ...more } = problem.data;
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const soon = Number.isNaN(retryAfter) ? {} : { retryAfterMs: retryAfter * 1_000 };
  return new RequestError(code, detail, response.status, { ...more, ...soon });
}

function badResponse(status: number | null): RequestError {
  if (isServerUpdated()) {
    const detail = "Clusterdeck was updated while this page was open. Reload the page to go on.";
    return new RequestError("bad-response", detail, status);
  }
  const answered = status === null ? "" : ` (HTTP ${status})`;
  return new RequestError("bad-response", `The answer did not come from a Clusterdeck server${answered}.`, status);
}

const cache = new Map<string, { schema: unknown; etag: string; value: unknown }>();

function cacheAnswer<T>(path: string, schema: AnswerSchema<T>, etag: string, value: T): void {
  cache.delete(path);
  cache.set(path, { schema, etag, value });
  const oldest = cache.keys().next();
  if (cache.size > MAX_CACHED && !oldest.done) cache.delete(oldest.value);
}

/** Drops the last answer of a path, for data that must not outlive the view that shows it. */
export function forgetAnswer(path: string): void {
  cache.delete(path);
}

/** The cast is safe because a value is stored with the schema that produced it, and returned only for that same schema. */
function recall<T>(path: string, schema: AnswerSchema<T>): { etag: string; value: T } | null {
  const entry = cache.get(path);
  return entry && entry.schema === schema ? (entry as { etag: string; value: T }) : null;
}
