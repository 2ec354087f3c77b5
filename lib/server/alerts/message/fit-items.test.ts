import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphemesOf } from "@/lib/domain/text/graphemes";
import { exampleItem } from "@/lib/testing/receivers/example-message";
import { escapeHtml } from "./escape-html";
import { fitItems, fitText, inBytes, inUnits } from "./fit-items";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({ unit: fc.constantFrom("👩‍👩‍👧‍👦", "🇩🇪", "<", "&", "é", "خ", " ", "a"), maxLength: 3_000 }),
);
const items = fc
  .array(fc.tuple(text, text), { minLength: 1, maxLength: 60 })
  .map((pairs) => pairs.map(([title, detail]) => exampleItem(title, detail)));
const render = ({ title, detail }: { title: string; detail: string }) =>
  `<i>${escapeHtml(title)}|${escapeHtml(detail)}</i>`;
const PART = /^<i>[^<>]*<\/i>$/;

describe("as many items as fit", () => {
  it.each([
    ["units", inUnits],
    ["bytes", inBytes],
  ])("take no more room than there is, counted in %s, and none is cut inside its markup", (_unit, sizeOf) => {
    fc.assert(
      fc.property(items, fc.integer({ min: 500, max: 5_000 }), (all, maxSize) => {
        const fitted = fitItems(all, { render, sizeOf, maxSize, separator: "\n" });
        expect(sizeOf(fitted)).toBeLessThanOrEqual(maxSize);
        const lines = fitted.split("\n");
        const more = /^and (\d+) more$/.exec(lines.at(-1) ?? "");
        const whole = more === null ? lines : lines.slice(0, -1);
        for (const line of whole) expect(line).toMatch(PART);
        // Each is either there or counted.
        expect(whole.length + Number(more?.[1] ?? 0)).toBe(all.length);
        expect(whole.length).toBeGreaterThan(0);
        expect(fitted.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("a text that is cut", () => {
  it("fits once it is escaped, and ends in a whole character", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 80, max: 400 }), (whole, maxSize) => {
        const fitted = fitText(whole, { escapeText: escapeHtml, maxSize });
        expect(fitted.length).toBeLessThanOrEqual(maxSize);
        expect(fitted).toMatch(/^(?:[^<>&]|&(?:lt|gt|amp|quot);)*$/);
        expect(fitted.isWellFormed()).toBe(true);
        if (!fitted.endsWith("…") || whole.includes("…")) return;
        const kept = fitted
          .slice(0, -1)
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&quot;", '"')
          .replaceAll("&amp;", "&");
        const last = graphemesOf(kept).at(-1) ?? "";
        expect(graphemesOf(whole.replace(/\s+/g, " "))).toContain(
          last === "" ? graphemesOf(whole.replace(/\s+/g, " "))[0] : last,
        );
      }),
    );
  });
});
