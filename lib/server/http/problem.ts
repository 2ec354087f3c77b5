import "server-only";
import type { Problem } from "@/lib/contract/problem";

/** An answer that is not a success. Thrown inside a route, sent by `defineRoute`. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";

  /** Also one of `instrumentation.ts`, whose code is bundled apart and has a class of its own. */
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

export function isProblem(error: unknown, code: Problem["code"]): boolean {
  return error instanceof HttpProblem && error.problem.code === code;
}

export function notFound(detail: string): HttpProblem {
  return new HttpProblem(404, { code: "not-found", detail });
}

/** Not everything is there yet that the answer needs: it will be in a moment. */
export function starting(detail: string): HttpProblem {
  return new HttpProblem(503, { code: "starting", detail }, { "Retry-After": "5" });
}

export function badRequest(detail: string): HttpProblem {
  return new HttpProblem(400, { code: "bad-request", detail });
}
