import type { CDPSession, Page } from "@playwright/test";

/** Counts the processor time of a page's main thread: while another program has the processor, the page does not work. */
export async function watchMainThread(page: Page): Promise<{ workMs: () => Promise<number> }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  return { workMs: () => readWorkMs(devtools) };
}

/** Since the page began, in milliseconds. */
async function readWorkMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1_000;
}
