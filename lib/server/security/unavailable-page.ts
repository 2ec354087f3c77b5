import "server-only";
import { randomBytes } from "node:crypto";
import { setTransportSecurity } from "./transport-security";

/** Also how often the page asks again: it appears on phones and on unattended screens. */
const RETRY_AFTER_SECONDS = "10";
const NONCE_BYTES = 16;

/** A page that says that access cannot be checked right now. Self-contained, because no page of Next can answer 503. */
export function unavailablePage(): Response {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const response = new Response(pageWith(nonce), {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      // Allowed in any frame, or it could not try again there: which sites may frame a link cannot be looked up either.
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors *`,
      "Cache-Control": "no-store",
      "Retry-After": RETRY_AFTER_SECONDS,
      Refresh: RETRY_AFTER_SECONDS,
    },
  });
  setTransportSecurity(response.headers);
  return response;
}

const pageWith = (nonce: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>One moment · Clusterdeck</title>
<style nonce="${nonce}">
  :root { color-scheme: light dark; background: light-dark(#f4f6f9, #0e1420); color: light-dark(#4d5868, #a3b0c2) }
  body { margin: 14vh auto; max-width: 32em; padding: 0 1rem; text-align: center; text-wrap: balance;
    font: max(1rem, min(3vh, 5.4vw)) / 1.375 system-ui, sans-serif }
  h1 { margin: 0; color: light-dark(#131a26, #e8edf5); font-size: 2em; font-weight: 600; line-height: 1.25 }
</style>
<main>
  <h1>One moment</h1>
  <p>Clusterdeck cannot look up who may see this page at the moment. It tries again by itself.</p>
</main>
`;
