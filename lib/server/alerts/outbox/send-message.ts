import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { ForbiddenAddress } from "../../outbound/guarded-lookup";
import { isNeverConnected, networkErrorCode } from "../../outbound/network-code";
import type { Outbound, OutboundResponse } from "../../outbound/outbound";
import type {
  ChannelAnswer,
  ChannelKind,
  ChannelRequest,
  HttpRequest,
  MailRequest,
  Outcome,
  PushRequest,
} from "../channels/channel-kind";
import type { ChannelMessage } from "../message/channel-message";
import { MailFailure } from "../ways/mail-failure";

const TIMEOUT_MS = 15 * SECOND_MS;
/** Enough for whatever a service says about a failure. */
const MAX_READ_BYTES = 4_096;

export interface Attempt {
  outcome: Outcome;
  /** Whether it may have arrived although it counts as failed. */
  mayHaveArrived: boolean;
}

/** Where messages leave this server. */
export interface Ways {
  http: Pick<Outbound, "send">;
  /** Resolves with the reply of the mail server, as a status. Throws a `MailFailure` if there was none. */
  mail: (request: MailRequest, timeoutMs: number) => Promise<ChannelAnswer>;
  /** Sends it to each browser by itself. */
  push: (request: PushRequest, send: (request: HttpRequest) => Promise<Attempt>) => Promise<Attempt>;
}

/** Sends one message once. No address and no body is in what it returns: both may be secrets. */
export async function sendMessage(
  { kind, settings }: { kind: ChannelKind; settings: unknown },
  message: ChannelMessage,
  ways: Ways,
): Promise<Attempt> {
  const request = renderedBy(kind, message, settings);
  if (request === null) {
    const reason = "Its settings are not those of such a channel. Enter them again.";
    return { outcome: { state: "final", reason }, mayHaveArrived: false };
  }
  switch (request.kind) {
    case "mail":
      return sendByMail(kind, request, ways.mail);
    case "push":
      return ways.push(request, (one) => sendByHttp(kind, one, ways.http));
    default:
      return sendByHttp(kind, request, ways.http);
  }
}

/** `null` if the settings were stored by another version, or were damaged. */
function renderedBy(kind: ChannelKind, message: ChannelMessage, settings: unknown): ChannelRequest | null {
  return kind.settings.safeParse(settings).success ? kind.render(message, settings) : null;
}

async function sendByMail(kind: ChannelKind, request: MailRequest, mail: Ways["mail"]): Promise<Attempt> {
  try {
    return attemptOf(kind, await mail(request, TIMEOUT_MS));
  } catch (error) {
    return failedAttempt(error, false);
  }
}

async function sendByHttp(kind: ChannelKind, request: HttpRequest, http: Ways["http"]): Promise<Attempt> {
  const { url, method, headers, body, fallback } = request;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await http.send(new URL(url), {
      ...{ method, headers: { ...headers }, redirect: "manual", signal, body },
    });
    const read = { status: answer.status, headers: answer.headers, body: await readBeginning(answer) };
    const isUnreadable = kind.read(read).state === "unreadable";
    return isUnreadable && fallback !== undefined ? sendByHttp(kind, fallback, http) : attemptOf(kind, read);
  } catch (error) {
    return failedAttempt(error, signal.aborted);
  }
}

function attemptOf(kind: ChannelKind, answer: ChannelAnswer): Attempt {
  const reading = kind.read(answer);
  const outcome: Outcome =
    reading.state === "unreadable" ? { state: "final", reason: "It could not read the message." } : reading;
  return { outcome, mayHaveArrived: false };
}

function failedAttempt(error: unknown, isTimedOut: boolean): Attempt {
  if (error instanceof MailFailure) {
    return { outcome: { state: "retry", reason: error.message }, mayHaveArrived: error.mayHaveArrived };
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof ForbiddenAddress) {
    return { outcome: { state: "final", reason: cause.message }, mayHaveArrived: false };
  }
  const code = networkErrorCode(error);
  const reason = isTimedOut
    ? `It did not answer within ${TIMEOUT_MS / SECOND_MS} s.`
    : `It could not be reached${code === "" ? "" : ` (${code})`}.`;
  return { outcome: { state: "retry", reason }, mayHaveArrived: !isNeverConnected(code) };
}

async function readBeginning({ body }: OutboundResponse): Promise<string> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop cancels the rest.
    if (length >= MAX_READ_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_READ_BYTES).toString("utf8");
}
