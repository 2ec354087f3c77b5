import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { isUnwatched } from "./spend-bars";

it("are unwatched only if nobody watched and nothing was counted", () => {
  expect(isUnwatched({ observedShare: 0, total: usdMicros(0) })).toBe(true);
  expect(isUnwatched({ observedShare: 0.5, total: usdMicros(0) })).toBe(false);
  expect(isUnwatched({ observedShare: 0, total: usdMicros(2_000_000) })).toBe(false);
});
