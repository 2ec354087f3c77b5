// Writes the icons in public/: the SVG, and PNGs of it for systems that do not accept SVG. Run `npm run icons` after
// changing the mark.
import { writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { iconSvg } from "./icon-svg";
import { systemChromium } from "./prepare/chromium.mjs";

const PNGS = [
  { file: "icon-192.png", ground: "rounded", size: 192 },
  { file: "icon-512.png", ground: "rounded", size: 512 },
  { file: "icon-maskable-512.png", ground: "full", size: 512 },
  { file: "apple-touch-icon.png", ground: "full", size: 180 },
] as const;

const executablePath = systemChromium();
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
const page = await browser.newPage();
writeFileSync("public/icon.svg", iconSvg("rounded"));
for (const { file, ground, size } of PNGS) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${iconSvg(ground)}`);
  await page.screenshot({ path: `public/${file}`, omitBackground: true });
}
await browser.close();
