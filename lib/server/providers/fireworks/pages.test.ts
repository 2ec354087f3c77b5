import { describe, expect, it } from "vitest";
import { type Page, readAllPages } from "./pages";

function read(...pages: Page[]) {
  let asked = 0;
  return readAllPages(async () => pages[Math.min(asked++, pages.length - 1)] ?? { items: [] });
}

describe("a list of Fireworks", () => {
  it.each([undefined, null, 2, "2", 0, 1, -1, "many", {}])(
    "of two is complete with a total of %j",
    async (totalSize) => {
      expect(await read({ items: ["a", "b"], totalSize })).toEqual({
        items: ["a", "b"],
        complete: true,
        announced: null,
      });
    },
  );

  it.each([3, "3"])("is not, where it announces %j", async (totalSize) => {
    expect(await read({ items: ["a", "b"], totalSize })).toMatchObject({ complete: false, announced: 3 });
  });

  it("is followed to its last page", async () => {
    const pages = await read({ items: ["a"], nextPageToken: "2", totalSize: 2 }, { items: ["b"], totalSize: 2 });
    expect(pages).toEqual({ items: ["a", "b"], complete: true, announced: null });
  });

  it.each([{}, 7, ["2"]])("is not complete where its next page is %j", async (nextPageToken) => {
    expect(await read({ items: ["a"], nextPageToken })).toMatchObject({ items: ["a"], complete: false });
  });

  it("has what comes again unchanged once, and what comes again otherwise twice", async () => {
    const shifted = await read({ items: [{ id: 1 }], nextPageToken: "2" }, { items: [{ id: 1 }, { id: 1, x: 1 }] });
    expect(shifted.items).toEqual([{ id: 1 }, { id: 1, x: 1 }]);
  });
});
