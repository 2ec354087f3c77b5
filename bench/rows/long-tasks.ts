import type { Page } from "@playwright/test";

declare global {
  interface Window {
    benchLongTasks: number[];
  }
}

export interface LongTasks {
  /** Every task of the page's main thread that took over 50 ms, in milliseconds. */
  durations(): Promise<number[]>;
  forget(): Promise<void>;
}

/** To be called before the page opens anything. */
export async function watchLongTasks(page: Page): Promise<LongTasks> {
  await page.addInitScript(() => {
    window.benchLongTasks = [];
    new PerformanceObserver((list) => {
      window.benchLongTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask", buffered: true });
  });
  return {
    durations: () => page.evaluate(() => window.benchLongTasks),
    forget: () =>
      page.evaluate(() => {
        window.benchLongTasks = [];
      }),
  };
}
