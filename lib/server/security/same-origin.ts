import "server-only";
import { HttpProblem } from "../http-problem";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** The addresses a browser says a request comes from: a page of another server asked for it. */
const FOREIGN_SITES: ReadonlySet<string> = new Set(["cross-site", "same-site"]);

/**
 * What is only read may be read by pages of this server, and opened by whoever follows a link to it or types it. Another site's page must
 * not have a browser fetch it, as a picture or a script: where nobody signs in, no cookie stands between the two.
 */
export function requireOwnReader({ headers }: Request, kind: "page" | "call"): void {
  if (!FOREIGN_SITES.has(headers.get("sec-fetch-site") ?? "")) return;
  const isOpened = headers.get("sec-fetch-mode") === "navigate";
  // Which sites may show a page in a frame is for its own policy to say; a call's answer stands in none.
  if (isOpened && (kind === "page" || headers.get("sec-fetch-dest") === "document")) return;
  throw new HttpProblem(403, {
    code: "cross-origin",
    detail:
      "Another site’s page asked for this. Clusterdeck answers its own pages, and whoever opens the address themselves.",
  });
}

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
