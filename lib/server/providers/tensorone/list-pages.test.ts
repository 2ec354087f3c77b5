import { describe, expect, it } from "vitest";
import { listPages, PAGE_LIMIT } from "./list-pages";

function items(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `cluster_${from + index}` }));
}

async function list(pages: (page: number) => unknown[], about: { total?: number; hasMore?: boolean } = {}) {
  const asked: number[] = [];
  const listing = await listPages(async (page) => {
    asked.push(page);
    return { items: pages(page), total: null, hasMore: false, ...about };
  });
  return { ...listing, asked };
}

describe("listPages", () => {
  it.each([0, 3, 99, 250])("ends after one page of %i, which is no full one", async (count) => {
    const { items: all, asked, complete } = await list(() => items(0, count));
    expect([all.length, asked, complete]).toEqual([count, [1], true]);
  });

  it.each([PAGE_LIMIT, 20])("asks on after a full page of %i, until one is not", async (full) => {
    const { items: all, complete } = await list((page) => (page < 3 ? items(page * full, full) : []));
    expect([all.length, complete]).toEqual([2 * full, true]);
  });

  it("keeps each cluster once when the list shifts between two pages", async () => {
    const { items: all, complete } = await list((page) =>
      page === 1 ? items(0, PAGE_LIMIT) : items(PAGE_LIMIT - 1, 2),
    );
    expect([all.length, complete]).toEqual([PAGE_LIMIT + 1, true]);
  });

  it("concludes nothing from a list that repeats itself", async () => {
    const { items: all, asked, complete, warnings } = await list(() => items(0, PAGE_LIMIT));
    expect([all.length, asked, complete, warnings.length]).toEqual([PAGE_LIMIT, [1, 2], false, 1]);
  });

  it("concludes nothing from a list that never ends", async () => {
    const { items: all, asked, complete, warnings } = await list((page) => items(page * PAGE_LIMIT, PAGE_LIMIT));
    expect([all.length, asked.length, complete, warnings.length]).toEqual([20 * PAGE_LIMIT, 20, false, 1]);
  });

  it.each([{ total: 7 }, { hasMore: true }])("asks on where a short page says %j", async (about) => {
    const {
      items: all,
      complete,
      warnings,
    } = await list((page) => (page < 3 ? items(page * 3, 3) : items(9, 1)), about);
    expect(all.length).toBe(7);
    if (about.total) expect({ complete, warnings }).toEqual({ complete: true, warnings: [] });
  });

  it.each([[[]], [items(0, 3)]])("is not complete with fewer than it announces", async (second) => {
    const { items: all, complete, warnings } = await list((page) => (page === 1 ? items(0, 3) : second), { total: 5 });
    expect([all.length, complete]).toEqual([3, false]);
    expect(warnings).toEqual(["TensorOne says that there are 5 clusters, and lists 3: some are missing here"]);
  });

  it("passes on both of two clusters with one id, so that both can be named", async () => {
    const two = [
      { id: "c1", name: "train" },
      { id: "c1", name: "serve" },
    ];
    expect(await list(() => two)).toMatchObject({ items: two, complete: true });
  });
});
