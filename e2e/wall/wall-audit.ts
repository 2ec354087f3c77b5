import { expect, type Page } from "@playwright/test";
import { TEST_ALL } from "../support/test-all";

const SMALLEST = { width: 1_280, height: 720 };
/** A little wider than 16:9. */
const UNEVEN = { width: 1_366, height: 768 };
const UPRIGHT = { width: 1_080, height: 1_920 };

/** Type is sized by the screen's height: all screens of 16:9 show the picture of the smallest, only larger. */
export const SCREENS = TEST_ALL
  ? [
      SMALLEST,
      UNEVEN,
      { width: 1_920, height: 1_080 },
      { width: 2_560, height: 1_440 },
      { width: 3_840, height: 2_160 },
      UPRIGHT,
    ]
  : [SMALLEST, UNEVEN, UPRIGHT];

export interface TypeSizes {
  /** In hundredths of the screen's height. */
  headline: number;
  smallest: number;
  smallestValue: number;
}

/** Lists what is wrong with the picture: text that is cut off, outside the screen or over other text, and anything that scrolls. */
export async function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth - innerWidth} px too wide`);
    if (root.scrollHeight > innerHeight) faults.push(`the page is ${root.scrollHeight - innerHeight} px too high`);
    const needsTouch = document.querySelectorAll(
      "body :is(a, button, input, select, dialog, [role=dialog], [tabindex])",
    );
    if (needsTouch.length > 0) faults.push(`${needsTouch.length} elements want a pointer or a keyboard`);

    const texts: { text: string; element: Element; box: DOMRect }[] = [];
    // The whole body, since a banner surrounds the picture. Scripts have no box on the screen.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? "";
      if (element === null || text === "") continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) texts.push({ text, element, box });
    }

    // Text that is styled to end in an ellipsis may be longer than its box: a sentence, never a name, a figure or a status.
    const mayBeShortened = (element: Element) => {
      const { textOverflow, webkitLineClamp } = getComputedStyle(element);
      return textOverflow === "ellipsis" || webkitLineClamp !== "none";
    };
    const slack = 1.5;
    for (const { text, element, box } of texts) {
      if (mayBeShortened(element)) continue;
      if (box.left < -slack || box.right > innerWidth + slack || box.top < -slack || box.bottom > innerHeight + slack) {
        faults.push(`"${text}" is outside the screen`);
      }
      for (let holder: Element | null = element; holder !== null; holder = holder.parentElement) {
        if (mayBeShortened(holder)) break;
        if (getComputedStyle(holder).overflow !== "hidden") continue;
        const { left, right, top, bottom } = holder.getBoundingClientRect();
        // A line is taller than its letters: an eighth of it is empty above and below.
        const empty = box.height / 8;
        if (
          box.left < left - slack ||
          box.right > right + slack ||
          box.top + empty < top ||
          box.bottom - empty > bottom
        ) {
          faults.push(`"${text}" is cut off`);
        }
      }
    }
    for (const [index, one] of texts.entries()) {
      if (mayBeShortened(one.element)) continue;
      for (const other of texts.slice(index + 1)) {
        if (one.element === other.element || mayBeShortened(other.element)) continue;
        const overlapX = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const overlapY = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const lower = Math.min(one.box.height, other.box.height);
        if (overlapX > 2 && overlapY > lower / 3) faults.push(`"${one.text}" and "${other.text}" are on each other`);
      }
    }
    return [...new Set(faults)];
  });
}

/** How large the browser draws the type on a wall: all of it, or what is inside `within`. */
export async function typeSizes(page: Page, within = "body"): Promise<TypeSizes> {
  return page.evaluate((inside) => {
    const sizeOf = (element: Element) => (Number.parseFloat(getComputedStyle(element).fontSize) / innerHeight) * 100;
    const written = [...document.querySelectorAll(`${inside} *`)].filter(
      (element) =>
        element.getClientRects().length > 0 &&
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    );
    const values = [...document.querySelectorAll("dd")];
    return {
      headline: sizeOf(document.querySelector("h1 > span") ?? document.body),
      smallest: Math.min(...written.map(sizeOf)),
      smallestValue: Math.min(...values.map(sizeOf)),
    };
  }, within);
}

interface FitOptions {
  scale?: number;
  /** The part in which type on a portrait screen must be as large as on others; everything by default. */
  uprightWithin?: string;
}

/** Expects whatever is shown to fit every screen, and to be readable across the room. */
export async function expectFitsEveryScreen(page: Page, what: string, options: FitOptions = {}): Promise<void> {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    const where = `${what}, ${screen.width} × ${screen.height}`;
    const within = screen.height > screen.width ? options.uprightWithin : undefined;
    // An upright screen has room for no more than this.
    const drawn = Math.min(options.scale ?? 1, ((screen.width / screen.height) * 100) / 46);
    const smallest = async () => (await typeSizes(page, within)).smallest / drawn;
    await expect.poll(smallest, `smallest type: ${where}`).toBeGreaterThanOrEqual(2.999);
    await expect.poll(() => faultsOf(page), where).toEqual([]);
  }
}
