import { expect, type Page, type Request } from "@playwright/test";

/** As long as for Playwright's "networkidle". */
const QUIET_MS = 500;

/**
 * Watches a page from now on. The function that it returns waits until the page has had all that it asked for, and has asked
 * nothing more for a while. Playwright's "networkidle" also waits for the questions that the server holds, of which a living
 * page nearly always has one.
 */
export function watchQuiet(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let lastAt = Date.now();
  const note = (request: Request, change: () => void) => {
    if (new URL(request.url()).searchParams.has("wait")) return;
    change();
    lastAt = Date.now();
  };
  page.on("request", (request) =>
    note(request, () => {
      // What the page before it asked is given up.
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) open.clear();
      open.add(request);
    }),
  );
  page.on("requestfinished", (request) => note(request, () => open.delete(request)));
  page.on("requestfailed", (request) => note(request, () => open.delete(request)));
  const isQuiet = () => open.size === 0 && Date.now() - lastAt >= QUIET_MS;
  return () => expect.poll(isQuiet, { message: "the page is quiet" }).toBe(true);
}
