import "server-only";
import type { PROBLEM_CODES } from "@/lib/contract/problem";

export type ProviderErrorKind = (typeof PROBLEM_CODES)[number];

/** How sentences name a call. */
export interface ProviderCall {
  /** The company, as it writes itself. */
  provider: string;
  /** "GET /v1/clusters": never the query, which may hold what must not be shown. */
  request: string;
}

interface ProviderErrorOptions {
  /** Milliseconds the provider asked us to wait, already clamped to 1 s–15 min. */
  retryAfterMs?: number | undefined;
  /** The HTTP status that caused it; absent when there was no answer. */
  status?: number | undefined;
  /** Whether the provider may have done what it was asked to, as far as this failure tells. Left out: it has not. */
  mayHaveActed?: boolean;
}

/**
 * The one error an adapter throws. `message` is a sentence for people: it names the provider, the path without its query, and what
 * to do. It never holds anything the provider sent, nor a header, nor a key, so it may be logged and shown. For the same reason
 * it takes no `cause`: an HTTP client's own errors may hold the request's headers.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly mayHaveActed: boolean;

  /** Also one of `instrumentation.ts`, whose code is bundled apart and has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "ProviderError";
  }

  constructor(
    readonly kind: ProviderErrorKind,
    message: string,
    { retryAfterMs, status, mayHaveActed = false }: ProviderErrorOptions = {},
  ) {
    super(message);
    this.retryAfterMs = retryAfterMs;
    this.status = status;
    this.mayHaveActed = mayHaveActed;
  }
}
