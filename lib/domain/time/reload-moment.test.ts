import { expect, it } from "vitest";
import { MINUTE_MS } from "./epoch";
import { isReloadMoment } from "./reload-moment";

it("waits until there is no news, but not for ever, and never reloads without a server", () => {
  expect(isReloadMoment({ isAnswered: true, hasNews: false, waitedMs: 0 })).toBe(true);
  expect(isReloadMoment({ isAnswered: true, hasNews: true, waitedMs: 14 * MINUTE_MS })).toBe(false);
  expect(isReloadMoment({ isAnswered: true, hasNews: true, waitedMs: 15 * MINUTE_MS })).toBe(true);
  expect(isReloadMoment({ isAnswered: false, hasNews: false, waitedMs: 60 * MINUTE_MS })).toBe(false);
});
