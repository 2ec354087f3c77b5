import { existsSync, readFileSync } from "node:fs";
import { fail, run, say } from "./command.mjs";

/** Made for tests: the full browser, which also draws windows and tabs, takes twice the processor time. */
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";
const WHOLE_BROWSER = "/usr/bin/chromium";

/** The system's Chromium, if there is one; otherwise `undefined`, and Playwright uses its own. */
export function systemChromium() {
  return [process.env.CHROMIUM_PATH, HEADLESS_SHELL, WHOLE_BROWSER].find((path) => path && existsSync(path));
}

/** Makes sure that the browser tests find a Chromium, as light a one as possible. */
export async function ensureChromium() {
  if (process.env.CHROMIUM_PATH || existsSync(HEADLESS_SHELL) || (await hasPlaywrightChromium())) return;
  if (isRootOnDebian() && (await installDebianChromium())) return;
  if (systemChromium() || (await installPlaywrightChromium())) return;
  fail(`No Chromium could be installed. Install one and name it: CHROMIUM_PATH=/path/to/chromium npm test`);
}

async function hasPlaywrightChromium() {
  // Imported late: on the first run it has only just been installed.
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}

/** Debian's package brings the libraries that Playwright's download lacks on a bare system. */
function installDebianChromium() {
  say("Installing Chromium for the browser tests (apt-get)…");
  return run("apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium-headless-shell", {
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
