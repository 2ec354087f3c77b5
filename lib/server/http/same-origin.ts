import "server-only";
import { HttpProblem } from "./problem";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A call that changes something must come from a page of this server: another site's page must not make a browser do it. A proxy may
 * have put its own Host in place of what people type, so the public URL counts as this server as well.
 */
export function requireSameOrigin(request: Request, publicUrl: URL | null): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  if (origin !== null && URL.canParse(origin)) {
    const from = new URL(origin);
    if (from.host === host || from.origin === publicUrl?.origin) return;
  }
  throw new HttpProblem(403, {
    code: "cross-origin",
    detail:
      "This call needs an Origin header that names this server, as its own pages send. Behind a proxy, set CLUSTERDECK_PUBLIC_URL to " +
      "what people type, or have the proxy pass their Host on (nginx: proxy_set_header Host $http_host).",
  });
}
