import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { ForbiddenAddress } from "../../outbound/guarded-outbound";
import { isNeverConnected, networkErrorCode } from "../../outbound/network-code";
import type { Outbound, OutboundResponse } from "../../outbound/outbound";
import type { ChannelKind, ChannelRequest, HttpRequest, MailRequest, Outcome } from "../channels/channel-kind";
import type { ChannelMessage } from "../message/channel-message";

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
  mail: (request: MailRequest, timeoutMs: number) => Promise<Attempt>;
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
  return request.kind === "mail" ? ways.mail(request, TIMEOUT_MS) : sendByHttp(kind, request, ways.http);
}

/** `null` if the settings were stored by another version, or were damaged. */
function renderedBy(kind: ChannelKind, message: ChannelMessage, settings: unknown): ChannelRequest | null {
  return kind.settings.safeParse(settings).success ? kind.render(message, settings) : null;
}

async function sendByHttp(kind: ChannelKind, request: HttpRequest, http: Ways["http"]): Promise<Attempt> {
  const { url, method, headers, body } = request;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const text = typeof body === "string" ? body : Buffer.from(body).toString("latin1");
    const answer = await http.send(new URL(url), {
      method,
      headers: { ...headers },
      redirect: "manual",
      signal,
      body: text,
    });
    const beginning = await readBeginning(answer);
    const outcome = kind.read({ status: answer.status, headers: answer.headers, body: beginning });
    return { outcome, mayHaveArrived: false };
  } catch (error) {
    return failedAttempt(error, signal.aborted);
  }
}

function failedAttempt(error: unknown, isTimedOut: boolean): Attempt {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof ForbiddenAddress) {
    const reason = `${cause.message} List it in CLUSTERDECK_WEBHOOK_RANGES to allow it.`;
    return { outcome: { state: "final", reason }, mayHaveArrived: false };
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
