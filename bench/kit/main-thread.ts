import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

/**
 * Counts the processor time of a page's main thread, which is its process's own: while another program has the processor, the page does
 * not work. Linux counts it (proc(5), `schedstat`), so looking costs the page nothing; DevTools' own count takes a millisecond a look.
 * To be called when the page has worked enough for its process to be told from a spare one.
 */
export async function watchMainThread(page: Page): Promise<{ workMs: () => number }> {
  const pid = await rendererPid(page);
  return { workMs: () => processorMs(pid) };
}

/** The renderer that has worked most: a bench opens one page at a time. */
async function rendererPid(page: Page): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("The page has no browser of its own.");
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  await devtools.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer").sort((a, b) => b.cpuTime - a.cpuTime);
  if (renderers[0] === undefined) throw new Error("Chromium names no process that renders.");
  return renderers[0].id;
}

function processorMs(pid: number): number {
  const [workedNs] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ");
  return Number(workedNs) / 1e6;
}
