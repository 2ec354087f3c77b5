import { expect, it } from "vitest";
import { readRateLimit } from "./rate-limit";

const HEADERS = { "X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "42", "X-RateLimit-Reset": "1767312000" };

it("reads the reset as Unix seconds", () => {
  expect(readRateLimit(new Headers(HEADERS))).toEqual({ limit: 100, remaining: 42, resetAt: Date.UTC(2026, 0, 2) });
});

it.each([{ "X-RateLimit-Limit": "" }, { "X-RateLimit-Remaining": "-1" }, { "X-RateLimit-Reset": "soon" }])(
  "does not guess at %o",
  (change) => {
    expect(readRateLimit(new Headers({ ...HEADERS, ...change }))).toBeNull();
  },
);
