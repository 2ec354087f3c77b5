import "server-only";
import type { BusyError } from "../workload/turns";
import { HttpProblem } from "./problem";

/** `reason` is a sentence that says what the server is busy with. */
export function busyProblem({ retryAfterMs }: BusyError, reason: string): HttpProblem {
  const seconds = Math.ceil(retryAfterMs / 1_000);
  const detail = `${reason} Ask again in ${seconds} s.`;
  return new HttpProblem(503, { code: "busy", detail }, { "Retry-After": String(seconds) });
}
