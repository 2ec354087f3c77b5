import { expect, it } from "vitest";
import { historyQueryOf } from "./use-history-view";

it("asks for whole days including the last one, and leaves out what was not filled in", () => {
  const nothing = { q: " ", from: "2026-02-30", to: "" };
  expect(historyQueryOf(nothing)).toEqual({ state: "resolved" });
  const { from = "", to = "", q } = historyQueryOf({ q: " idle ", from: "2026-11-01", to: "2026-11-01" });
  expect(q).toBe("idle");
  expect([new Date(from), new Date(to)]).toEqual([new Date(2026, 10, 1), new Date(2026, 10, 2)]);
});
