import type { Page } from "@playwright/test";

/** From now on the page's clock goes on only when it is moved. */
export async function pauseClock(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
}

/** Has the server hold no question: a page whose clock is set forward does not wait for a server that lives by another. */
export async function holdNoQuestion(page: Page): Promise<void> {
  await page.route("**/api/clusters?wait=*", (route) => {
    const url = new URL(route.request().url());
    url.search = "";
    return route.continue({ url: url.href });
  });
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
