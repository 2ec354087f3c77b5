import "server-only";
import type { CustomFetch } from "openid-client";
import { readBody } from "../../providers/http/read-body";

/** For a whole answer, its body included. */
export const ANSWER_WITHIN_MS = 5_000;

/** Far more than the keys of a provider, or the groups of anybody. */
const MAX_ANSWER_BYTES = 1_048_576;

/** A fetch whose answer is there as a whole, and small, or an error. It follows no redirect. */
export const boundedFetch: CustomFetch = async (url, { body, headers, method }) => {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  // Nothing but forms is ever sent.
  const form = body instanceof URLSearchParams ? body : null;
  const answer = await globalThis.fetch(url, { body: form, headers, method, redirect: "manual", signal });
  const text = answer.body && (await readBody(answer.body, MAX_ANSWER_BYTES));
  if (text === null && answer.body) throw new RangeError(`The answer has more than ${MAX_ANSWER_BYTES} bytes.`);
  return new Response(text || null, { status: answer.status, headers: answer.headers });
};
