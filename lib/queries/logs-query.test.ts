import { expect, it } from "vitest";
import { logsPaceMs } from "./logs-query";

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 15, 0, second)).toISOString();

it("paces newer lines as the server can have them, and no faster than a reader needs", () => {
  expect(logsPaceMs({ readAt: at(0), nextReadAt: at(144) })).toBe(144_000);
  expect(logsPaceMs({ readAt: at(0), nextReadAt: at(4) })).toBe(5_000);
  expect(logsPaceMs({ readAt: at(0), nextReadAt: null })).toBe(5_000);
});
