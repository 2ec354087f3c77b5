import "server-only";
import type { z } from "zod";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ForbiddenAddress } from "../../outbound/guarded-lookup";
import { networkErrorCode } from "../../outbound/network-code";
import { DIRECT, type Outbound, type OutboundRequest, type OutboundResponse } from "../../outbound/outbound";
import { ProxyFailure } from "../../outbound/proxy-failure";
import { nextTurn } from "../../pause";
import type { ProviderCall } from "../errors";
import { ProviderError } from "../errors";
import { type Deadline, startDeadline } from "./deadline";
import type { Gate } from "./gate";
import { createGate } from "./gate";
import { badResponse, parseJsonAnswer } from "./json-answer";
import { forbiddenError, isReset, networkError, proxyError, timeoutError } from "./network-error";
import { createPacer, type Pace } from "./pace";
import { discardBody, readBody, readRefusal } from "./read-body";
import { readWhileArriving } from "./read-while-arriving";
import { type Query, requestUrl } from "./request-url";
import { parseRetryAfter } from "./retry-after";
import { type Refusal, statusError } from "./status-error";

/** What a provider's headers say about its limit. */
export interface RateLimit {
  /** Requests per window. */
  limit: number;
  /** Requests left until `resetAt`. */
  remaining: number;
  resetAt: EpochMs;
}

export interface JsonRequest<Answer> {
  /** Below the base URL, with a leading slash; every variable part already encoded with `encodeURIComponent`. */
  path: string;
  query?: Query;
  headers: Record<string, string>;
  /** The allow-list: only the fields that it names are read. */
  schema: z.ZodType<Answer>;
  signal: AbortSignal;
  /**
   * What a refusal means where its body tells more than its status does: a sentence of the adapter's own, which repeats nothing of the
   * body; `null` for what the status says.
   */
  explainRefusal?: (status: number, body: string, call: ProviderCall) => Refusal | null;
  /** A reading can do without this call, so it is counted separately. Check `hasRoom` first. */
  isAddition?: boolean;
}

export interface JsonPost<Answer> extends Omit<JsonRequest<Answer>, "query" | "isAddition"> {
  /** Never part of an error or a log. */
  body: object;
  /** `form`: as a form, which can hold texts only. */
  encoding?: "json" | "form";
  /** Called right before it is sent, which may have waited for its turn. What it throws is thrown, and nothing is sent. */
  requireSendable?: () => void;
}

export interface StreamRequest extends Omit<JsonRequest<unknown>, "schema"> {
  /** The media type that is asked for; an answer in another one is refused. */
  accept: string;
  /** Silence for so long means that everything there was to send has been sent. */
  quietMs: number;
  /** How long the answer is read at most, once it has begun. */
  readForMs: number;
}

/** The only way an adapter reaches its provider. Throws only `ProviderError`, or the signal's reason once the caller has aborted. */
export interface ProviderHttp {
  /** GET, at most one retry. */
  getJson<Answer>(request: JsonRequest<Answer>): Promise<Answer>;
  /**
   * POST, sent only once whatever happens: the error's `mayHaveActed` says whether it may have been carried out
   * nevertheless.
   */
  postJson<Answer>(request: JsonPost<Answer>): Promise<Answer>;
  /** GET of a text that may never end, such as a log that is followed: what arrived until it was silent, at most 8 MB. */
  getStreamed(request: StreamRequest): Promise<string>;
  /** Whether the account's request budget allows an addition now. */
  hasRoom(): boolean;
}

/** What a call is besides its request. */
type CallOptions = Pick<JsonRequest<unknown>, "explainRefusal" | "isAddition"> &
  Pick<JsonPost<unknown>, "requireSendable">;

interface ProviderRequest extends OutboundRequest {
  method: "GET" | "POST";
}

export interface ProviderHttpOptions {
  providerLabel: string;
  baseUrl: string;
  now: () => EpochMs;
  /** 0 to 1. */
  random: () => number;
  /** Rejects when the signal aborts. */
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
  /**
   * Called before each request, including retries, where other servers send requests of the same account. Throws a `ProviderError` if
   * this one must not be sent; a retry is not waited for.
   */
  admit?: ((signal: AbortSignal, isRetry: boolean) => Promise<void>) | undefined;
  /** Called with how long the provider wants no request, whichever of them it has refused. */
  onHold?: ((forMs: number) => void) | undefined;
  /**
   * Called once per request right before it is sent, including retries: the request budget counts these. Throws if it must not be
   * sent any more.
   */
  onRequest: (isAddition: boolean) => void;
  /** Whether the budget allows an addition now. */
  hasRoom: () => boolean;
  /** Called for every answer, including errors, since any of them may have rate-limit headers. */
  onHeaders: (headers: Headers) => void;
  /** Without it requests may start as close together as they like. */
  pace?: Pace | null;
  /** Limits the calls in flight for all accounts together. */
  sharedGate: Gate;
  /** Without it every call goes straight to the provider. */
  outbound?: Pick<Outbound, "send" | "proxyNameFor">;
  /** The limit for the whole answer, including the retry and the body; waiting for a turn does not count. */
  deadlineMs?: number;
}

const DEADLINE_MS = 10_000;
const MAX_BODY_MIB = 8;
const CALLS_PER_ACCOUNT = 4;
const RETRY_PAUSE_MS = 200;
const CONTENT_TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" } as const;
const PASSING_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

type Attempt =
  | { response: OutboundResponse }
  | { networkCode: string }
  | { failure: ProxyFailure }
  | { forbidden: ForbiddenAddress };

export function createProviderHttp(options: ProviderHttpOptions): ProviderHttp {
  const { providerLabel, baseUrl, deadlineMs = DEADLINE_MS, outbound = DIRECT } = options;
  const { pace = null, sleep } = options;
  const accountGate = createGate(CALLS_PER_ACCOUNT);
  const pacer = createPacer(pace, options);

  async function attempt(
    url: URL,
    init: ProviderRequest,
    { isAddition = false, requireSendable }: CallOptions,
  ): Promise<Attempt> {
    requireSendable?.();
    options.onRequest(isAddition);
    let response: OutboundResponse;
    try {
      response = await outbound.send(url, init);
    } catch (error) {
      if (error instanceof ProxyFailure) return { failure: error };
      const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      if (origin instanceof ForbiddenAddress) return { forbidden: origin };
      return { networkCode: networkErrorCode(error) };
    }
    options.onHeaders(response.headers);
    return { response };
  }

  async function attemptTwice(url: URL, init: ProviderRequest, about: CallOptions): Promise<Attempt> {
    const first = await attempt(url, init, about);
    if (!deservesRetry(first)) return first;
    await sleep(Math.max(pace?.minIntervalMs ?? 0, RETRY_PAUSE_MS * (1 + options.random())), init.signal);
    if (!(await mayRetry(init.signal))) return first;
    if ("response" in first) await discardBody(first.response);
    return attempt(url, init, about);
  }

  async function mayRetry(signal: AbortSignal): Promise<boolean> {
    try {
      await options.admit?.(signal, true);
      return true;
    } catch (error) {
      if (error instanceof ProviderError) return false;
      throw error;
    }
  }

  /** The answer of a success, of which only the headers are there. */
  async function receive(
    call: ProviderCall,
    url: URL,
    init: ProviderRequest,
    about: CallOptions,
  ): Promise<OutboundResponse> {
    const last = await (init.method === "GET" ? attemptTwice : attempt)(url, init, about);
    if ("failure" in last) throw proxyError(call, last.failure);
    if ("forbidden" in last) throw forbiddenError(call, last.forbidden);
    if ("networkCode" in last) throw networkError(call, last.networkCode, outbound.proxyNameFor(url));
    const { status, headers } = last.response;
    if (status >= 200 && status < 300) return last.response;
    const reason = about.explainRefusal?.(status, await readRefusal(last.response), call) ?? null;
    await discardBody(last.response);
    throw statusError(call, status, parseRetryAfter(headers.get("retry-after"), options.now()), reason);
  }

  async function ask<Read>(
    { path, query, headers, signal, ...about }: Omit<JsonRequest<unknown>, "schema"> & CallOptions,
    what: Pick<ProviderRequest, "method" | "body">,
    read: (call: ProviderCall, response: OutboundResponse, deadline: Deadline) => Promise<Read>,
  ): Promise<{ call: ProviderCall; answer: Read }> {
    const url = requestUrl(providerLabel, baseUrl, path, query);
    const call: ProviderCall = { provider: providerLabel, request: `${what.method} ${url.pathname}` };
    const askNow = async () => {
      const deadline = startDeadline(deadlineMs, signal);
      const init: ProviderRequest = {
        ...what,
        headers: { accept: "application/json", "user-agent": "Clusterdeck", ...headers },
        redirect: "manual",
        signal: deadline.signal,
      };
      try {
        return await read(call, await receive(call, url, init, about), deadline);
      } catch (error) {
        signal.throwIfAborted();
        throw deadline.signal.aborted ? timeoutError(call, deadlineMs) : error;
      } finally {
        deadline.clear();
      }
    };
    const askInTurn = async () => {
      await options.admit?.(signal, false);
      return accountGate.run(signal, () => options.sharedGate.run(signal, askNow));
    };
    // While it waits for the provider's pace, it holds no place that another call could use.
    const answer = await pacer.run(call.request, signal, askInTurn).catch((error: unknown) => {
      const isOfProvider = error instanceof ProviderError && error.status !== undefined;
      if (isOfProvider && error.retryAfterMs !== undefined) options.onHold?.(error.retryAfterMs);
      throw error;
    });
    // Many answers may have arrived at once.
    await nextTurn();
    return { call, answer };
  }

  async function askJson<Answer>(
    { schema, ...request }: JsonRequest<Answer> & CallOptions,
    what: Pick<ProviderRequest, "method" | "body">,
  ): Promise<Answer> {
    const { call, answer } = await ask(request, what, readText);
    return parseJsonAnswer(call, answer, schema);
  }

  return {
    hasRoom: options.hasRoom,
    getJson: (request) => askJson(request, { method: "GET" }),
    getStreamed: async ({ accept, quietMs, readForMs, headers, ...request }) => {
      const read = async (call: ProviderCall, response: OutboundResponse, deadline: Deadline) => {
        const text = await readStreamed(call, response, { accept, quietMs, readForMs });
        deadline.abort();
        return text;
      };
      return (await ask({ ...request, headers: { ...headers, accept } }, { method: "GET" }, read)).answer;
    },
    postJson: ({ body, encoding = "json", ...request }) => {
      const headers = { ...request.headers, "content-type": CONTENT_TYPES[encoding] };
      const text = encoding === "json" ? JSON.stringify(body) : formText(body);
      return askJson({ ...request, headers }, { method: "POST", body: text });
    },
  };
}

function formText(body: object): string {
  return new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])).toString();
}

function deservesRetry(first: Attempt): boolean {
  if ("failure" in first || "forbidden" in first) return false;
  if ("networkCode" in first) return isReset(first.networkCode);
  // A provider that asks for a pause wants a longer one than ours.
  return PASSING_STATUSES.has(first.response.status) && !first.response.headers.has("retry-after");
}

async function readText(call: ProviderCall, { body }: OutboundResponse): Promise<string> {
  if (body === null) return "";
  const text = await readBody(body, MAX_BODY_MIB * 1024 * 1024).catch(() => {
    throw badResponse(call, "only in part: the answer broke off or was garbled. It is asked again shortly.");
  });
  if (text !== null) return text;
  throw badResponse(call, `with more than ${MAX_BODY_MIB} MB. Clusterdeck reads no more than that at once.`, true);
}

async function readStreamed(
  call: ProviderCall,
  response: OutboundResponse,
  { accept, ...bounds }: Pick<StreamRequest, "accept" | "quietMs" | "readForMs">,
): Promise<string> {
  if (!response.headers.get("content-type")?.toLowerCase().startsWith(accept)) {
    await discardBody(response);
    throw badResponse(call, `with something other than ${accept}. Check the base URL of this account.`);
  }
  return response.body === null
    ? ""
    : readWhileArriving(response.body, { ...bounds, maxBytes: MAX_BODY_MIB * 1024 * 1024 });
}
