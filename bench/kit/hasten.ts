import type { Page } from "@playwright/test";
import { POLL_MS } from "@/lib/queries/page-poll-interval";

/**
 * From the next page on, it asks this often, and the server holds none of its questions, so that hours of polling take
 * minutes. Whatever else the page does with an answer stays the same, and so do its deadlines: the server is not any
 * faster.
 */
export async function hasten(page: Page, everyMs: number): Promise<void> {
  // As text, because what compiles the bench would add calls that no browser knows.
  await page.addInitScript(`{
    const pauses = ${JSON.stringify(Object.values(POLL_MS))};
    for (const name of ["setTimeout", "setInterval"]) {
      const original = window[name];
      window[name] = (callback, delay = 0, ...rest) =>
        original(callback, pauses.includes(delay) ? ${everyMs} : delay, ...rest);
    }
    const ask = window.fetch;
    window.fetch = (address, options) =>
      ask(typeof address === "string" ? address.replace(/\\?wait=\\d+$/, "") : address, options);
  }`);
}
