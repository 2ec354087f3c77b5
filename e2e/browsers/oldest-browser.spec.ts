import { expect } from "@playwright/test";
import { sharedTest as test } from "../support/app";
import { shownSize } from "../support/fleet-size";

/**
 * Takes away what Chrome 99, Firefox 115 or Safari 16.4 do not have. Syntax and styles cannot be taken away, nor what the browser
 * does with the `popover` attribute: see `built-output.spec.ts` for the former.
 */
function becomeOld(): void {
  const remove = (owner: object, ...names: string[]) => {
    for (const name of names) Reflect.deleteProperty(owner, name);
  };
  remove(AbortSignal, "any", "timeout");
  remove(Map, "groupBy");
  remove(Object, "groupBy");
  remove(Promise, "withResolvers", "try");
  remove(URL, "canParse", "parse");
  remove(RegExp, "escape");
  remove(Array, "fromAsync");
  remove(Array.prototype, "toReversed", "toSorted", "toSpliced", "with");
  remove(Set.prototype, "union", "intersection", "difference", "isSubsetOf", "isSupersetOf", "isDisjointFrom");
  remove(Reflect.getPrototypeOf(Uint8Array.prototype) ?? {}, "toReversed", "toSorted", "with");
  remove(HTMLElement.prototype, "popover", "showPopover", "hidePopover", "togglePopover", "inert");
  remove(HTMLButtonElement.prototype, "popoverTargetElement", "popoverTargetAction");
  remove(Document.prototype, "startViewTransition");
  remove(Intl, "Segmenter", "DurationFormat");
  remove(Reflect.getPrototypeOf(Navigator.prototype) ?? {}, "wakeLock");
  remove(Navigator.prototype, "wakeLock", "clipboard", "connection", "userActivation");
  remove(
    window,
    "Iterator",
    "ToggleEvent",
    "navigation",
    "scheduler",
    "CloseWatcher",
    "requestIdleCallback",
    "URLPattern",
  );
  const iterator = Reflect.getPrototypeOf(Reflect.getPrototypeOf([].values()) ?? {}) ?? {};
  remove(iterator, "map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find");
}

/** Each screen, with what it says of a fleet of this size. */
const screensOf = (size: number): [path: string, text: string | RegExp][] => [
  ["/", `${size} of ${size} reporting`],
  ["/?view=table", `${size} of ${size} reporting`],
  ["/costs", "By provider"],
  ["/links", "Share links"],
  ["/settings", "People"],
  ["/settings/accounts", "Add an account"],
  ["/settings/accounts/new", "Where do you rent?"],
  ["/settings/audit", "Audit log"],
  ["/clusters/new", "New cluster"],
  ["/wall/setup", "Set up a wall screen"],
  ["/wall", `${size} of ${size} reporting`],
  ["/wall?views=costs", /Today/],
  ["/pair", "This screen’s code"],
];

test("every screen works without what the oldest browsers lack", async ({ page }) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  await page.addInitScript(becomeOld);
  for (const [path, text] of screensOf(await shownSize())) {
    await page.goto(path);
    await expect(page.locator("html"), path).toHaveAttribute("data-alive", "");
    await expect(page.locator("body"), path).toContainText(text);
  }
  expect(faults).toEqual([]);
});
