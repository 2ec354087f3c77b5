import { expect, type Page } from "@playwright/test";
import { SECOND_MS } from "@/lib/domain/time/epoch";

/** In a page: how many of its questions have no answer yet. */
const OPEN = "openQuestions";

/** From now on the page's clock goes on only when it is moved. */
export async function pauseClock(page: Page): Promise<void> {
  // Tried again where a busy machine took longer than that second to say so: the clock cannot be paused in the past.
  await expect(async () => {
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  }).toPass();
}

/** Has the server hold no question: a page whose clock is set forward does not wait for a server that lives by another. */
export async function holdNoQuestion(page: Page): Promise<void> {
  await page.route("**/api/clusters?wait=*", (route) => {
    const url = new URL(route.request().url());
    url.search = "";
    return route.continue({ url: url.href });
  });
}

/** Has the page count the questions that have no answer yet: see `passSeconds`. To be called before it is opened. */
export async function countOpenQuestions(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const ask = window.fetch;
    let open = 0;
    Reflect.set(window, name, () => open);
    window.fetch = async (...question) => {
      open += 1;
      try {
        return await ask(...question);
      } finally {
        open -= 1;
      }
    };
  }, OPEN);
}

/** Moves the page's clock on, but not while an answer is on its way: the clock would run ahead of a server that is slow. */
export async function passSeconds(page: Page, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    await page.waitForFunction((name) => Reflect.get(window, name)() === 0, OPEN);
    await page.clock.runFor(SECOND_MS);
  }
}

/** Has each answer that comes from now on say that it is later by this much. */
export async function setServerAhead(page: Page, aheadMs: number): Promise<void> {
  await page.route("**/api/**", async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.delete("wait");
    const response = await route.fetch({ url: url.href });
    const headers = response.headers();
    const serverTime = new Date(Date.parse(headers["x-server-time"] ?? "") + aheadMs).toISOString();
    await route.fulfill({ response, headers: { ...headers, "x-server-time": serverTime } });
  });
}

/** The POSIX name of a time zone in which it is this hour, from now on for at least another hour. */
export function zoneWhereItIs(hour: number): string {
  const hoursAhead = (24 + hour - new Date().getUTCHours()) % 24;
  // In such names the sign is reversed.
  return hoursAhead <= 14 ? `Etc/GMT-${hoursAhead}` : `Etc/GMT+${24 - hoursAhead}`;
}
