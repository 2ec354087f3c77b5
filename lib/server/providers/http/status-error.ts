import "server-only";
import type { ProviderCall, ProviderErrorKind } from "../errors";
import { ProviderError } from "../errors";

/** What an adapter makes of an answer other than 2xx: a sentence, and what kind of error it is if its status says otherwise. */
export type Refusal = string | { kind: ProviderErrorKind; sentence: string };

/** What an answer other than 2xx means. Its body is not used: it may say anything. */
export function statusError(
  call: ProviderCall,
  status: number,
  retryAfterMs: number | undefined,
  refusal: Refusal | null = null,
): ProviderError {
  const [usualKind, usualSentence] = explain(call, status);
  const { kind, sentence } =
    typeof refusal === "object" && refusal !== null ? refusal : { kind: usualKind, sentence: refusal ?? usualSentence };
  return new ProviderError(kind, sentence, { status, retryAfterMs, mayHaveActed: isUncertain(status) });
}

/**
 * A request that timed out, was cancelled or failed half-way (408, 499, 5xx) may have been carried out, and a redirect
 * may lead to what it created. Other refusals mean that it was not.
 */
function isUncertain(status: number): boolean {
  return status < 400 || status === 408 || status === 499 || (status >= 500 && status !== 501);
}

function explain({ provider, request }: ProviderCall, status: number): [ProviderErrorKind, string] {
  const answered = `${request} (${status})`;
  if (status === 401) {
    return ["auth", `${provider} refused the key for ${answered}. Check the key of this account.`];
  }
  if (status === 403) {
    return [
      "forbidden",
      `${provider} does not allow this key ${answered}. Give the key that permission, or use another.`,
    ];
  }
  if (status === 404) {
    return [
      "not-found",
      `${provider} knows no ${answered}. Check the base URL and the account id in this account's settings.`,
    ];
  }
  if (status === 429) {
    return ["rate-limited", `${provider} limits requests: ${answered}. It is asked again once it allows.`];
  }
  if (status === 402) {
    return ["upstream", `${provider} wants a payment before it answers ${answered}. Check the balance of the account.`];
  }
  if (status === 412) {
    return [
      "upstream",
      `${provider} does not answer ${answered} for this account as it is: it may be suspended. Look at the account at ${provider}.`,
    ];
  }
  if (status < 400) {
    return [
      "upstream",
      `${provider} redirected ${answered}. The key was not sent on. Check the base URL of this account.`,
    ];
  }
  if (status < 500) {
    return ["upstream", `${provider} rejected ${answered}. Its API may have changed: look for a newer Clusterdeck.`];
  }
  return ["upstream", `${provider} failed to answer ${answered}. The fault is on its side; it is asked again shortly.`];
}
