import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readBrowserFloor } from "@/lib/testing/browser-floor/floor";
import { missingScriptFeatures } from "@/lib/testing/browser-floor/script-features";
import { missingStyleFeatures } from "@/lib/testing/browser-floor/style-features";

const CHUNKS = ".next/static/chunks";

/** What a browser of the floor may lack, and why the app works without it. */
const EXCUSED: Record<string, string> = {
  ".showPopover()": "lib/browser/polyfills.ts",
  ".toReversed()": "lib/browser/polyfills.ts",
  ".toSorted()": "lib/browser/polyfills.ts",
  "Map.groupBy": "lib/browser/polyfills.ts",
  "Intl.Segmenter": "Recharts' words ask for it first",
  "window.navigation": "Next asks for it first",
  "navigator.connection": "React asks for it first",
  ".startViewTransition()": "React's view transitions, which Clusterdeck has none of",
  ".use()": "React's own `use`, no iterator's",
  ".error()": "a console's or a response's, known in all",
  "-webkit-tap-highlight-color": "Tailwind: how a tap looks",
  "text-decoration: dotted": "Tailwind: how abbreviations are underlined, prefixed as well",
  "font-family: ui-monospace": "others follow in the list",
  "font-family: ui-sans-serif": "others follow in the list",
  ":has": "html:has(dialog[open]): the page behind a dialog scrolls",
  "scrollbar-gutter": "the page behind a dialog moves by the width of its scroll bar",
  "scrollbar-gutter: stable": "the page behind a dialog moves by the width of its scroll bar",
  "text-wrap": "lines of one text are less even",
  "text-wrap: balance": "lines of one text are less even",
  "text-wrap: wrap": "what all do anyway",
  "overflow-anchor": "what a browser without it does anyway",
  "overflow-anchor: none": "what a browser without it does anyway",
  "content-visibility": "tables of costs are laid out as a whole without it",
  "content-visibility: auto": "tables of costs are laid out as a whole without it",
  "content-visibility: visible": "tables of costs are laid out as a whole without it",
  "accent-color": "checkboxes have the system's colour",
  "forced-color-adjust": "a browser without it has its own colours in charts, too",
  "forced-color-adjust: none": "a browser without it has its own colours in charts, too",
  "navigator.cookieEnabled": "known in all; the data does not list its value while cookies are blocked",
  "@property": "Tailwind sets the same variables where it is not known",
};

test("nothing is built that a browser of the floor could not run, nor an excuse kept that nothing needs", () => {
  const floor = readBrowserFloor();
  const found = new Set<string>();
  for (const name of readdirSync(CHUNKS)) {
    const source = readFileSync(join(CHUNKS, name), "utf8");
    if (name.endsWith(".css")) for (const feature of missingStyleFeatures(source, floor)) found.add(feature);
    // Next's polyfills for browsers without modules, which no browser of the floor loads, and ours.
    if (!name.endsWith(".js") || isPolyfill(name, source)) continue;
    for (const feature of missingScriptFeatures(source, floor)) found.add(feature);
  }
  expect([...found].sort()).toEqual(Object.keys(EXCUSED).sort());
});

/** A word of each module that `LIGHTER_PACKAGES` replaces, or of what only that module needs. */
const REPLACED = [
  "trimLeft",
  "setTimeout has not been defined",
  "createLinkPrefetchPartialError",
  "GSSP_",
  "omitUnusedArgs",
  "Invalid interception route",
  "This page couldn’t",
  "absoluteStrokeWidth",
];

test("browsers are sent nothing of what is replaced in packages", () => {
  const sent = readdirSync(CHUNKS)
    .filter((name) => name.endsWith(".js"))
    .map((name) => ({ name, source: readFileSync(join(CHUNKS, name), "utf8") }))
    .filter(({ name, source }) => !isPolyfill(name, source));
  expect(REPLACED.filter((word) => sent.some(({ source }) => source.includes(word)))).toEqual([]);
});

function isPolyfill(name: string, source: string): boolean {
  const { polyfillFiles } = JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as {
    polyfillFiles: string[];
  };
  return polyfillFiles.includes(`static/chunks/${name}`) || source.includes("core-js");
}
