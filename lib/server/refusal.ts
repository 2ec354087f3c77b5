import "server-only";

/** `http-problem.ts` says which status each of these is answered with. */
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

/** Why something is not done, as a sentence for the person who asked. Thrown by code that knows nothing about HTTP. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /** Also recognises one from `instrumentation.ts`, which is bundled separately and has its own copy of the class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "Refusal";
  }

  constructor(
    readonly code: RefusalCode,
    detail: string,
    /** When it is worth asking again; `null` if waiting does not help. */
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

/** What any address below `/api` answers at which there is nothing for the caller, so that none can be told from another. */
export function noSuchCall(): Refusal {
  return notFound("There is no such call. /api/openapi.json lists them.");
}

export function conflict(detail: string): Refusal {
  return new Refusal("conflict", detail);
}

/** `reason` is a sentence that says what the server is busy with. */
export function busy(reason: string, retryAfterMs: number): Refusal {
  return new Refusal("busy", `${reason} Ask again in ${Math.ceil(retryAfterMs / 1_000)} s.`, retryAfterMs);
}
