import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { ChannelAnswer, Outcome } from "./channel-kind";

/** Client errors that say "not now" rather than "never". */
const WORTH_A_RETRY: ReadonlySet<number> = new Set([408, 425, 429]);
const GONE = 410;
const TOO_LARGE = 413;
const TOO_MANY = 429;

/** What a status alone says. The body may be anything, and is not repeated. */
export function readStatus({ status, headers }: Pick<ChannelAnswer, "status" | "headers">): Outcome {
  if (status >= 200 && status < 300) return { state: "delivered" };
  if (status === GONE) return { state: "final", reason: "The address is gone (410).", disables: true };
  if (status >= 300 && status < 400) {
    return { state: "final", reason: `It redirects elsewhere (${status}), and redirects are not followed.` };
  }
  if (status >= 500 || WORTH_A_RETRY.has(status)) {
    const afterMs = retryAfterMs(headers);
    const reason = status === TOO_MANY ? "It wants fewer messages (429)." : `It cannot take it now (${status}).`;
    return { state: "retry", reason, ...(afterMs !== null && { afterMs }) };
  }
  if (status === TOO_LARGE) return { state: "final", reason: "It refused the message as too large (413)." };
  return { state: "final", reason: `It refused the message (${status}).` };
}

/** A number of seconds, or a date by the clock of the service, which its answer shows too. */
function retryAfterMs(headers: Headers): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * SECOND_MS;
  const waitMs = Date.parse(value) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

/** A JSON object in an answer; an empty one for anything else. */
export function readObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
