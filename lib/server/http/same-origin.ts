import "server-only";
import { HttpProblem } from "./problem";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** A call that changes something must come from a page of this server: another site's page must not make a browser do it. */
export function requireSameOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  if (origin !== null && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new HttpProblem(403, {
    code: "cross-origin",
    detail: "This call needs an Origin header that names this server, as its own pages send.",
  });
}
