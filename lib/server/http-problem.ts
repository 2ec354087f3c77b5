import "server-only";
import type { Problem } from "@/lib/contract/problem";
import { Refusal, type RefusalCode } from "./refusal";

/** An answer that is not a success, for what only HTTP has a word for. Thrown inside a route, sent by `serve`. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";

  /** Also recognises one from `instrumentation.ts`, which is bundled separately and has its own copy of the class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "HttpProblem";
  }

  constructor(
    readonly status: number,
    readonly problem: Problem,
    readonly headers: Record<string, string> = {},
  ) {
    super(problem.detail);
  }

  toResponse(): Response {
    return Response.json(this.problem, {
      status: this.status,
      headers: { "Cache-Control": "no-store", ...this.headers },
    });
  }
}

const STATUS_OF: Record<RefusalCode, number> = {
  "bad-request": 400,
  unauthenticated: 401,
  "wrong-credentials": 401,
  "wrong-password": 403,
  "wrong-code": 403,
  "not-found": 404,
  conflict: 409,
  "rate-limited": 429,
  unreachable: 502,
  busy: 503,
  "client-gone": 503,
  storage: 503,
};

export function problemOfRefusal({ code, message, retryAfterMs }: Refusal): HttpProblem {
  return new HttpProblem(STATUS_OF[code], { code, detail: message }, retryAfter(retryAfterMs));
}

/** The problem that an error is answered with; `null` for a bug, whose details the client must not see. */
export function problemOf(error: unknown): HttpProblem | null {
  if (error instanceof Refusal) return problemOfRefusal(error);
  return error instanceof HttpProblem ? error : null;
}

export function retryAfter(waitMs: number | null): Record<string, string> {
  return waitMs === null ? {} : { "Retry-After": String(Math.max(1, Math.ceil(waitMs / 1_000))) };
}

/** Something that the answer needs is not ready yet, but will be in a moment. */
export function starting(detail: string): HttpProblem {
  return new HttpProblem(503, { code: "starting", detail }, retryAfter(5_000));
}
