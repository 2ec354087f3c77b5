import { describe, expect, it } from "vitest";
import { type Page, readAllPages } from "./pages";

const PAGE_SIZE = 3;

/** Answers from a list as the API does, unless told to say something else. */
async function read(count: number, change: (page: Page, offset: number) => Page = (page) => page) {
  const list = Array.from({ length: count }, (_, index) => ({ id: `${index}` }));
  let pages = 0;
  const result = await readAllPages(PAGE_SIZE, async (offset) => {
    pages += 1;
    return change({ items: list.slice(offset, offset + PAGE_SIZE), total: count }, offset);
  });
  return { ids: result.items.length, complete: result.complete, pages };
}

describe("pages by offset", () => {
  it("are read until all items are there", async () => {
    expect(await read(7)).toEqual({ ids: 7, complete: true, pages: 3 });
    expect(await read(0)).toEqual({ ids: 0, complete: true, pages: 1 });
  });

  it("go on while pages are shorter than asked for", async () => {
    expect(await read(5, (page) => ({ ...page, items: page.items.slice(0, 2) }))).toEqual({
      ids: 5,
      complete: true,
      pages: 3,
    });
  });

  it("go on past a total that is too low", async () => {
    expect(await read(7, (page) => ({ ...page, total: 0 }))).toMatchObject({ ids: 7, complete: true });
    expect(await read(7, (page) => ({ ...page, total: null }))).toMatchObject({ ids: 7, complete: true });
  });

  it("end at an empty page, and miss what a total promised", async () => {
    expect(await read(3, (page) => ({ ...page, total: 500 }))).toEqual({ ids: 3, complete: false, pages: 2 });
  });

  it("end when they repeat", async () => {
    const first = [{ id: "a" }, { id: "b" }, { id: "c" }];
    expect(await read(0, () => ({ items: first, total: 500 }))).toEqual({ ids: 3, complete: false, pages: 2 });
  });

  it("end at fifty, however many there are", async () => {
    expect(await read(500)).toEqual({ ids: 150, complete: false, pages: 50 });
  });

  it("count an item that moved to the next page once", async () => {
    const moved = (page: Page, offset: number) =>
      offset === 3 ? { ...page, items: [{ id: "2" }, ...page.items.slice(0, 2)] } : page;
    expect((await read(6, moved)).ids).toBe(5);
    expect((await read(6, moved)).complete).toBe(false);
  });
});
