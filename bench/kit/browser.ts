import { type Browser, chromium, type Response } from "@playwright/test";
import { systemChromium } from "@/scripts/prepare/chromium.mjs";

/** Chromium without anything that would use the machine or the network behind the bench's back. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser(): Promise<Browser> {
  const executablePath = systemChromium();
  return chromium.launch({ args: QUIET, ...(executablePath === undefined ? {} : { executablePath }) });
}

/** Whether a page was answered what its fleet is. */
export function isPoll(response: Response): boolean {
  return new URL(response.url()).pathname === "/api/clusters";
}
