import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startAppProcess } from "@/e2e/support/app-process";
import { launchBrowser } from "../kit/browser";
import { SOAK_COLUMNS, type SoakSample, sampleLine, takeSample } from "./soak-sample";
import { verdictOf } from "./soak-verdict";

// npm run soak -- [--minutes 60] [--url http://…]
const { values } = parseArgs({ options: { minutes: { type: "string", default: "60" }, url: { type: "string" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error("npm run soak -- --minutes N: N is a number above zero.");
  process.exit(2);
}
const SAMPLES = 60;
const everyMs = Math.max(15_000, (minutes * 60_000) / SAMPLES);

// Leaving by `exit` ends the app that was started.
process.once("SIGTERM", () => process.exit(143));
process.once("SIGINT", () => process.exit(130));

const app =
  values.url === undefined ? await startAppProcess({ CLUSTERDECK_DEMO: "on", CLUSTERDECK_AUTH: "off" }) : null;
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
const faults: string[] = [];
let loads = 0;
page.on("pageerror", (error) => faults.push(error.message));
page.on("load", () => {
  loads += 1;
});
const devtools = await page.context().newCDPSession(page);
await devtools.send("Performance.enable");
await page.goto(values.url ?? `${app?.url}/wall?views=fleet,problems,costs,nodes&dwell=5`);

console.log(`The wall for ${minutes} min, a sample every ${Math.round(everyMs / 1_000)} s\n${SOAK_COLUMNS}`);
const startedAt = performance.now();
const from = Date.now();
const samples: SoakSample[] = [];
while (performance.now() - startedAt < minutes * 60_000) {
  await sleep(everyMs);
  // A page that is just reloading loses what it was asked; asked once more, it answers.
  const held = await takeSample(page, devtools).catch(() => takeSample(page, devtools));
  const sample = { ...held, load: loads, atMs: performance.now() - startedAt };
  samples.push(sample);
  console.log(sampleLine(sample));
}
const timeZone =
  new URL(page.url()).searchParams.get("zone") ??
  (await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone));
const verdict = verdictOf(samples, { faults, loads, from, to: Date.now(), timeZone });
console.log(`\n${verdict.sentence}`);
process.exit(verdict.isGood ? 0 : 1);
