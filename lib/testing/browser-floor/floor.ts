import { readFileSync } from "node:fs";
import type { BrowserName } from "@mdn/browser-compat-data/types";
import { z } from "zod";

/** The oldest version of each browser that Clusterdeck runs in. */
export type BrowserFloor = ReadonlyMap<BrowserName, string>;

/** Of each engine one: Safari on a phone is the same, but has no cursor to style, and Edge is Chrome. */
const BROWSERS = new Map<string, BrowserName>([
  ["chrome", "chrome"],
  ["firefox", "firefox"],
  ["safari", "safari"],
]);
const SAME_ENGINES = new Set(["edge", "ios_saf"]);

const packageSchema = z.object({ browserslist: z.array(z.string()) });

/** The floor as package.json states it, where the build reads it too. */
export function readBrowserFloor(): BrowserFloor {
  const { browserslist } = packageSchema.parse(JSON.parse(readFileSync("package.json", "utf8")));
  return new Map(browserslist.flatMap(floorOf));
}

function floorOf(query: string): [BrowserName, string][] {
  const [, name = "", version = ""] = /^(\w+) >= ([\d.]+)$/.exec(query) ?? [];
  if (SAME_ENGINES.has(name)) return [];
  const browser = BROWSERS.get(name);
  if (browser === undefined) throw new Error(`package.json: "${query}" in "browserslist" is not read here yet.`);
  return [[browser, version]];
}
