import { problemShape } from "@/lib/contract/shapes/problem";
import { startDeadline } from "./answer/deadline";
import { badResponse, brokenOff, redirected, timedOut, unreachable } from "./answer/no-answer";
import { RequestError } from "./answer/request-error";
import { noteServerBuild } from "./liveness/server-build";
import { serverClock } from "./liveness/server-clock";
import { noteAnswered, noteAsked, noteFailed, noteHeld } from "./liveness/server-contact";

export { problemText, RequestError } from "./answer/request-error";

const TIMEOUT_MS = 10_000;
/** For requests that wait for a provider, which gets 10 s per answer: our server's own error must arrive before this timeout. */
export const PROVIDER_TIMEOUT_MS = 30_000;
const MAX_CACHED = 50;

/** The part of a contract schema that is needed to read an answer. */
export interface AnswerSchema<T> {
  /** Reads the body of an answer, if not as JSON in the usual way. Throws a `SyntaxError` if it is none. */
  readBody?: (response: Response) => Promise<unknown>;
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON, or as a form. */
  body?: object | URLSearchParams;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Longer for requests that wait for a provider. */
  timeoutMs?: number;
  /** For how many seconds the server may hold the question if it has no other answer than the last one. */
  waitS?: number | null;
  /** Called with a good answer, before it is returned. */
  onAnswer?: (answer: Pick<Response, "status" | "headers">) => void;
}

/** The one place where the browser calls our server. An unchanged answer (304) is the same object as last time. */
export async function requestJson<T>(path: string, schema: AnswerSchema<T>, options: RequestOptions = {}): Promise<T> {
  try {
    return await answerOf(path, schema, options);
  } catch (error) {
    if (!options.signal?.aborted) noteFailed(error);
    throw error;
  }
}

async function answerOf<T>(path: string, schema: AnswerSchema<T>, options: RequestOptions): Promise<T> {
  const { method = "GET", body, headers, signal, onAnswer } = options;
  const known = method === "GET" ? recall(path, schema) : null;
  const waitS = known ? (options.waitS ?? 0) : 0;
  const timeoutMs = (options.timeoutMs ?? TIMEOUT_MS) + waitS * 1_000;
  const init: RequestInit = {
    method,
    // Answers are cached here. The browser's own cache could hand a page the answer of another version of Clusterdeck.
    cache: "no-store",
    redirect: "manual",
    // Headers that cannot be sent are refused here, where that does not look like a network that fails.
    headers: new Headers({ ...headers, ...(known && { "If-None-Match": known.etag }), ...typeOf(body) }),
    ...(body && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
  };
  const deadline = startDeadline(timeoutMs, signal);
  const endHold = waitS > 0 ? noteHeld() : null;
  /** What failed on the way, rather than in this page. */
  const failure = (error: unknown, otherwise: RequestError) => {
    if (signal?.aborted) return error;
    return deadline.hasPassed() ? timedOut(timeoutMs) : otherwise;
  };
  try {
    noteAsked();
    const response = await fetch(waitS > 0 ? `${path}?wait=${waitS}` : path, {
      ...init,
      signal: deadline.signal,
    }).catch((error: unknown) => {
      throw failure(error, unreachable());
    });
    if (isRedirect(response)) throw redirected();
    setClock(response);
    noteServerBuild(response.headers.get("X-Server-Build"));
    if (response.status === 304 && known) {
      onAnswer?.(response);
      return answered(known.value);
    }
    if (!response.ok) throw await problemOf(response);
    const value: unknown = await readBody(schema, response).catch((error: unknown) => {
      throw failure(error, error instanceof SyntaxError ? badResponse(response) : brokenOff());
    });
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw badResponse(response);
    const etag = response.headers.get("ETag");
    if (method === "GET" && etag !== null) cacheAnswer(path, schema, etag, parsed.data);
    onAnswer?.(response);
    return answered(parsed.data);
  } finally {
    endHold?.();
    deadline.end();
  }
}

function readBody<T>(schema: AnswerSchema<T>, response: Response): Promise<unknown> {
  return schema.readBody?.(response) ?? response.json();
}

function answered<T>(value: T): T {
  noteAnswered();
  return value;
}

/** Browsers show nothing of a redirect that they do not follow. */
function isRedirect({ type, status }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400 && status !== 304);
}

/** Throws if a file from our server cannot be downloaded now. */
export async function requireDownload(path: string): Promise<void> {
  const ask = (method: "HEAD" | "GET") =>
    fetchWithin(path, { method }).catch(() => {
      throw unreachable();
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
    const response = await fetchWithin(url, {});
    await response.body?.cancel();
    // A redirect leads to the sign-in page.
    return response.ok && !response.redirected;
  } catch {
    return false;
  }
}

async function fetchWithin(path: string, init: RequestInit): Promise<Response> {
  const deadline = startDeadline(TIMEOUT_MS);
  try {
    return await fetch(path, { ...init, cache: "no-store", signal: deadline.signal });
  } finally {
    deadline.end();
  }
}

/** A form's own type is known to the browser. */
function typeOf(body: object | undefined): Record<string, string> {
  return body === undefined || body instanceof URLSearchParams ? {} : { "Content-Type": "application/json" };
}

function setClock(response: Response): void {
  const serverTime = Date.parse(response.headers.get("X-Server-Time") ?? "");
  if (!Number.isNaN(serverTime)) serverClock.receive(serverTime);
}

async function problemOf(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = problemShape.safeParse(body);
  if (!problem.success) return badResponse(response);
  const { code, detail, ...more } = problem.data;
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const soon = Number.isNaN(retryAfter) ? {} : { retryAfterMs: retryAfter * 1_000 };
  return new RequestError(code, detail, response.status, { ...more, ...soon });
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
