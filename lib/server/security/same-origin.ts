import "server-only";
import { HttpProblem } from "../http-problem";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** What browsers send with requests that pages of other servers make. */
const FOREIGN_SITES: ReadonlySet<string> = new Set(["cross-site", "same-site"]);

/**
 * Reads are allowed for pages of this server, and for people who follow a link or type the address. Another site's page
 * must not make a browser fetch them, as a picture or a script: with sign-in off, no cookie protects them.
 */
export function requireOwnReader({ headers }: Request, kind: "page" | "call"): void {
  if (!FOREIGN_SITES.has(headers.get("sec-fetch-site") ?? "")) return;
  const isOpened = headers.get("sec-fetch-mode") === "navigate";
  // A page's own policy says which sites may show it in a frame; a call's answer may be shown in none.
  if (isOpened && (kind === "page" || headers.get("sec-fetch-dest") === "document")) return;
  throw new HttpProblem(403, {
    code: "cross-origin",
    detail:
      "Another site’s page asked for this. Clusterdeck answers only its own pages, and people who open the address themselves.",
  });
}

/**
 * A call that changes something must come from a page of this server: another site's page must not make a browser do
 * it. A proxy may have replaced the Host that people type with its own, so the public URL counts as this server as
 * well.
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
