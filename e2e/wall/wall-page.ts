import { type BrowserContext, expect, type Page } from "@playwright/test";

export const VIEWS = ["fleet", "problems", "costs", "nodes"] as const;

export const nameOf = (index: number) =>
  index % 3 === 0 ? `llama-4-pretrain-production-us-east-${index}` : `run-${index}`;

/** From 6 clusters on something is wrong, in large fleets with many at once. */
export function statusIn(clusters: number, index: number): string {
  if (clusters >= 6 && index === 1) return "pending";
  const broken = clusters >= 100 ? clusters * 0.3 : clusters >= 6 ? 1 : 0;
  return index < broken ? "error" : "active";
}

export async function waitForClusters(page: Page, url: string, clusters: number): Promise<void> {
  const reporting = async () => (await (await page.request.get(`${url}/api/clusters`)).json()).totals.reporting;
  await expect.poll(reporting, { timeout: 60_000 }).toBe(clusters);
}

export async function openWall(page: Page, url: string, search = ""): Promise<void> {
  await page.goto(`${url}/wall${search}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Oldest reading")).toBeVisible();
  await expect(page.getByText("…", { exact: true })).toHaveCount(0);
}

/** The view that the wall shows at the moment. */
export const viewOn = (page: Page) => page.locator("main [data-view]");

/** As browsers on walls do. A Chromium without windows cannot, of which the wall would warn. */
export async function keepScreenOn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const lock = Object.assign(new EventTarget(), { release: async () => {} });
    const value = { request: async () => lock };
    Object.defineProperty(Navigator.prototype, "wakeLock", { value, configurable: true });
  });
}
