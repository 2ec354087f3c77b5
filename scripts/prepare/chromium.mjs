import { existsSync, readFileSync } from "node:fs";
import { fail, run, say } from "./command.mjs";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** The system's Chromium, where there is one; else `undefined`, and Playwright uses its own. */
export function systemChromium() {
  return [process.env.CHROMIUM_PATH, SYSTEM_CHROMIUM].find((path) => path && existsSync(path));
}

/** Makes sure that the browser tests find a Chromium. */
export async function ensureChromium() {
  if (systemChromium() || (await hasPlaywrightChromium())) return;
  const installed = (isRootOnDebian() && installDebianChromium()) || installPlaywrightChromium();
  if (!installed) {
    fail(`No Chromium could be installed. Install one and name it: CHROMIUM_PATH=/path/to/chromium npm test`);
  }
}

async function hasPlaywrightChromium() {
  // Imported late: on the first run it has only just been installed.
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}

/** Debian's package brings the libraries that Playwright's download lacks on a bare system. */
function installDebianChromium() {
  say("Installing Chromium for the browser tests (apt-get)…");
  return run("apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium", {
    DEBIAN_FRONTEND: "noninteractive",
  });
}

function installPlaywrightChromium() {
  say("Installing Chromium for the browser tests (Playwright)…");
  return run("playwright install chromium");
}

function isRootOnDebian() {
  return (
    process.getuid?.() === 0 &&
    existsSync("/etc/os-release") &&
    /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"))
  );
}
