import { type BrowserContext, expect, type Page } from "@playwright/test";

export const VIEWS = ["fleet", "problems", "costs", "nodes"] as const;

export const nameOf = (index: number) =>
  index % 3 === 0 ? `llama-4-pretrain-production-us-east-${index}` : `run-${index}`;

/** In fleets of 6 or more something is wrong; in large fleets, with many clusters at once. */
export function statusIn(clusters: number, index: number): string {
  if (clusters >= 6 && index === 1) return "pending";
  const broken = clusters >= 100 ? clusters * 0.3 : clusters >= 6 ? 1 : 0;
  return index < broken ? "error" : "active";
}

export async function waitForClusters(page: Page, url: string, clusters: number): Promise<void> {
  const reporting = async () => (await (await page.request.get(`${url}/api/clusters`)).json()).totals.reporting;
  await expect.poll(reporting).toBe(clusters);
}

export async function openWall(page: Page, url: string, search = ""): Promise<void> {
  await page.goto(`${url}/wall${search}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Oldest reading")).toBeVisible();
  await expect(page.getByText("…", { exact: true })).toHaveCount(0);
}

/** Waits until the picture that was in the page itself has gone, and what is there is alive. */
export async function expectLiving(page: Page): Promise<void> {
  await expect(page.locator("main [data-view]")).toBeVisible();
  await expect(page.locator("#first-picture")).toHaveCount(0);
}

/** The view that the wall shows now. */
export const viewOn = (page: Page) => page.locator("main [data-view]");

/** Fakes the wake lock that browsers on walls have. A headless Chromium has none, and the wall would warn of that. */
export async function keepScreenOn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const lock = Object.assign(new EventTarget(), { release: async () => {} });
    const value = { request: async () => lock };
    Object.defineProperty(Navigator.prototype, "wakeLock", { value, configurable: true });
  });
}
