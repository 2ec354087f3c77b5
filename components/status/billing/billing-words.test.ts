import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { ageWords, remainingWords, runwayWords, unknownRunwayWords } from "./billing-words";

/** A Friday, in the reader's own zone. */
const NOW = new Date(2026, 10, 20, 15, 0).getTime();

it.each([
  [12, /^empty Saturday 03:00 at the current burn rate$/],
  [5 * 24, /^empty Wednesday 15:00 at the current burn rate$/],
  [7 * 24, /^empty 27 Nov 2026 at the current burn rate$/],
  [0, /^used up at the current burn rate$/],
])("says when a balance that lasts %d h is empty", (hours, words) => {
  expect(runwayWords(NOW + hours * HOUR_MS, NOW)).toMatch(words);
});

it("says how long a balance will last", () => {
  expect(remainingWords(NOW + 9.5 * HOUR_MS, NOW)).toBe("empty in 9 h 30 min");
  expect(remainingWords(NOW - 1, NOW)).toBe("used up");
});

it("says how old the billing figures are, once they are late", () => {
  const readAgo = (minutes: number) => NOW - minutes * 60_000;
  expect(ageWords(readAgo(15), NOW)).toBe("");
  expect(ageWords(readAgo(58), NOW)).toMatch(/^as of .*\b(14:02|2:02 PM)/);
});

it("says why it is unknown how long a balance will last", () => {
  const account = {
    ...{ usdMicrosBalance: usdMicros(1_000_000), balanceEndsAt: null, suspension: null, quotas: [] },
    readAt: new Date(NOW).toISOString(),
  };
  expect(unknownRunwayWords({ ...account, clustersWithoutRate: 2 })).toBe(
    "how long it lasts is unknown: 2 clusters without a price",
  );
  expect(unknownRunwayWords({ ...account, clustersWithoutRate: 0 })).toBeNull();
  expect(unknownRunwayWords({ ...account, usdMicrosBalance: null, clustersWithoutRate: 2 })).toBeNull();
});
