import "server-only";
import type { PROBLEM_CODES } from "@/lib/contract/problem";

export type ProviderErrorKind = (typeof PROBLEM_CODES)[number];

/** How sentences name a call. */
export interface ProviderCall {
  /** The company's name, as it spells it. */
  provider: string;
  /** Such as "GET /v1/clusters", never with the query, which may contain what must not be shown. */
  request: string;
}

interface ProviderErrorOptions {
  /** How long the provider asked us to wait, already clamped to 1 s–15 min. */
  retryAfterMs?: number | undefined;
  /** The HTTP status that caused it; absent if there was no answer. */
  status?: number | undefined;
  /** Whether the provider may have done what it was asked to do despite this failure. If left out, it has not. */
  mayHaveActed?: boolean;
  /** Whether the answer was refused because there was too much of it: a smaller part may be asked for. */
  isTooLarge?: boolean;
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
  readonly isTooLarge: boolean;

  /** Also recognises one from `instrumentation.ts`, which is bundled separately and has its own copy of the class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "ProviderError";
  }

  constructor(
    readonly kind: ProviderErrorKind,
    message: string,
    { retryAfterMs, status, mayHaveActed = false, isTooLarge = false }: ProviderErrorOptions = {},
  ) {
    super(message);
    this.retryAfterMs = retryAfterMs;
    this.status = status;
    this.mayHaveActed = mayHaveActed;
    this.isTooLarge = isTooLarge;
  }
}
