import "server-only";
import type { LookupAddress } from "node:dns";
import { createTransport } from "nodemailer";
import { formatCounted } from "@/lib/domain/text/format";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { type allowedAddresses, type Egress, ForbiddenAddress } from "../../outbound/guarded-lookup";
import { isLoopback } from "../../outbound/loopback";
import { isNeverConnected, networkErrorCode } from "../../outbound/network-code";
import { untilAborted } from "../../until-aborted";
import type { ChannelAnswer, MailRequest } from "../channels/channel-kind";
import { MailFailure } from "./mail-failure";

const CONNECT_TIMEOUT_MS = 10 * SECOND_MS;
/** Shorter than all may take, so that a server that never greets is known to have no mail. */
const GREETING_TIMEOUT_MS = 10 * SECOND_MS;
const ACCEPTED = 250;
const BEFORE_ANY_MAIL: ReadonlySet<unknown> = new Set(["CONNECT_TIMEOUT", "GREETING_TIMEOUT", "UPGRADE_TIMEOUT"]);

/**
 * The way to mail servers: to the address that was checked, and encrypted unless it is this machine's own. It takes `timeoutMs` at most,
 * however slowly a server or `lookUp` answers.
 */
export function createMailWay(
  egress: Egress,
  lookUp: typeof allowedAddresses,
): (request: MailRequest, timeoutMs: number) => Promise<ChannelAnswer> {
  return async (request, timeoutMs) => {
    const signal = AbortSignal.timeout(timeoutMs);
    // Whether TLS is needed is decided below, since mail servers begin without it.
    const [address] = await untilAborted(lookUp(request.server.host, egress, true), signal).catch(notFound);
    if (address === undefined) throw new MailFailure("The mail server's name leads nowhere.", false);
    const transport = createTransport(transportOptions(request.server, address, timeoutMs));
    try {
      return answerOf(await transport.sendMail({ ...mailOf(request), signal }));
    } catch (error) {
      if (signal.aborted) throw new MailFailure(`The mail server took longer than ${timeoutMs / SECOND_MS} s.`, true);
      return readFailure(error);
    } finally {
      transport.close();
    }
  };
}

/** How a mail server is connected to, at an address that may be. */
export function transportOptions(
  { host, port, secure, user, password }: MailRequest["server"],
  { address }: Pick<LookupAddress, "address">,
  timeoutMs: number,
) {
  const isOwn = isLoopback(address);
  return {
    ...{ host: address, port, secure },
    ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
    requireTLS: !isOwn,
    // The certificate is the name's, not the address's. Nobody sits between two programs of one machine.
    tls: { servername: host, rejectUnauthorized: !isOwn },
    connectionTimeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs),
    greetingTimeout: Math.min(GREETING_TIMEOUT_MS, timeoutMs),
    socketTimeout: timeoutMs,
    // After the last reply nothing is left to say, and a server that never hangs up would keep the connection.
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf({ from, to, subject, text, html, messageId, inReplyTo }: MailRequest) {
  return {
    ...{ from, to: [...to], subject, text, html, messageId },
    ...(inReplyTo !== null && { inReplyTo, references: inReplyTo }),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
}

/** What nodemailer says of a message that at least one address has taken. */
function answerOf({ rejected }: { rejected: readonly unknown[] }): ChannelAnswer {
  const body = rejected.length === 0 ? "" : `The mail server refused ${formatCounted(rejected.length, "address")}`;
  return { status: ACCEPTED, headers: new Headers(), body };
}

/** The reply of the server, where it gave one. Throws a `MailFailure` where it did not. */
function readFailure(error: unknown): ChannelAnswer {
  const field = (name: string): unknown => Reflect.get(Object(error), name);
  const reply = field("responseCode");
  if (typeof reply === "number" && reply >= 400) return { status: reply, headers: new Headers(), body: "" };
  if (field("code") === "ETLS") {
    throw new MailFailure("The mail server offers no encryption that can be trusted, so nothing was sent.", false);
  }
  const [code = ""] = [field("originalCode"), field("code")].filter((one) => typeof one === "string");
  const hasBegun = !isNeverConnected(code) && !BEFORE_ANY_MAIL.has(field("timeoutType"));
  throw new MailFailure(`The mail server did not answer${code === "" ? "" : ` (${code})`}.`, hasBegun);
}

function notFound(error: unknown): never {
  if (error instanceof ForbiddenAddress) throw error;
  const why = error instanceof DOMException ? "in time" : `(${networkErrorCode(error)})`;
  throw new MailFailure(`The mail server's name could not be looked up ${why}.`, false);
}
