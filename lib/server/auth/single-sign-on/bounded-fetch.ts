import "server-only";
import type { CustomFetch } from "openid-client";
import type { Outbound } from "../../outbound/outbound";
import { readBody } from "../../providers/http/read-body";

/** The time limit for a complete response, including its body. */
export const ANSWER_WITHIN_MS = 5_000;

/** Far more than any provider's keys or any person's groups need. */
const MAX_ANSWER_BYTES = 1_048_576;

/** A fetch whose response is complete and small, or an error. It follows no redirects. */
export function boundedFetch({ send }: Outbound): CustomFetch {
  return async (url, { body, headers, method }) => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    // Only forms are ever sent.
    const form = body instanceof URLSearchParams ? { body: body.toString() } : {};
    const answer = await send(new URL(url), { method, headers, redirect: "manual", signal, ...form });
    const text = answer.body && (await readBody(answer.body, MAX_ANSWER_BYTES));
    if (text === null && answer.body) throw new RangeError(`The response has more than ${MAX_ANSWER_BYTES} bytes.`);
    return new Response(text || null, { status: answer.status, headers: answer.headers });
  };
}
