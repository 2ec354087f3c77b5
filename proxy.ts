import { guardPage } from "./lib/server/security/guard-page";

/**
 * Pages only: API routes guard themselves (`defineRoute`), and the program's own files contain nobody's data. Those in
 * public/ are named one by one, so that any other address, such as /icon-9.png, is a missing page, and is guarded as
 * one.
 */
export const config = {
  matcher: [
    "/((?!api/|metrics$|_next/static/|(?:robots\\.txt|push-worker\\.js|(?:manifest|pair|wall)\\.webmanifest|icon\\.svg|(?:apple-touch-icon|icon-192|icon-512|icon-maskable-512)\\.png)$).*)",
  ],
};

export function proxy(request: Request): Promise<Response> {
  return guardPage(request);
}
