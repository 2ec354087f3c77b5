import "server-only";

/** What `http/` answers each of these with stands in `http-problem.ts`. */
export type RefusalCode =
  | "bad-request"
  | "unauthenticated"
  | "wrong-credentials"
  | "wrong-password"
  | "wrong-code"
  | "not-found"
  | "conflict"
  | "rate-limited"
  | "unreachable"
  | "busy"
  | "client-gone"
  | "storage";

/** Why something is not done, in a sentence for whoever asked. Thrown by what knows nothing of HTTP. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /** Also one of `instrumentation.ts`, whose code is bundled apart and has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "Refusal";
  }

  constructor(
    readonly code: RefusalCode,
    detail: string,
    /** When it is worth asking again; `null` where waiting does not help. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(detail);
  }
}

export function isRefusal(error: unknown, code: RefusalCode): boolean {
  return error instanceof Refusal && error.code === code;
}

export function badRequest(detail: string): Refusal {
  return new Refusal("bad-request", detail);
}

export function notFound(detail: string): Refusal {
  return new Refusal("not-found", detail);
}

export function conflict(detail: string): Refusal {
  return new Refusal("conflict", detail);
}

/** `reason` is a sentence that says what the server is busy with. */
export function busy(reason: string, retryAfterMs: number): Refusal {
  return new Refusal("busy", `${reason} Ask again in ${Math.ceil(retryAfterMs / 1_000)} s.`, retryAfterMs);
}
