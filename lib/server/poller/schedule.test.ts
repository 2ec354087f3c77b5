import { describe, expect, it } from "vitest";
import {
  detailAllowance,
  failureDelayMs,
  jittered,
  nextIntervalMs,
  pauseAfterReading,
  sustainableIntervalMs,
} from "./schedule";

const plenty = { capacity: Number.POSITIVE_INFINITY, remaining: Number.POSITIVE_INFINITY, horizonMs: 60_000 };
const freePlan = { capacity: 100, remaining: 100, horizonMs: 3_600_000 };

describe("the interval", () => {
  it("lies between the starts of readings, however long they take, with a pause of at least 5 s", () => {
    expect(pauseAfterReading(15_000, 350)).toBe(15_000);
    expect(pauseAfterReading(80_000, 60_400)).toBe(20_000);
    expect([pauseAfterReading(80_000, 79_000), pauseAfterReading(15_000, 60_000)]).toEqual([5_000, 5_000]);
    expect(pauseAfterReading(1_000, 60_000)).toBe(1_000);
  });

  it("is the configured one if the budget allows it", () => {
    const input = {
      configuredMs: 15_000,
      listRequests: 2,
      hasDetails: false,
      budget: { capacity: 60, remaining: 60, horizonMs: 60_000 },
    };
    expect(sustainableIntervalMs(input)).toBe(15_000);
  });

  it("shrinks to 5 s while something changes, and only as far as the budget allows", () => {
    const input = { configuredMs: 15_000, listRequests: 1, hasDetails: false, isChanging: true };
    expect(nextIntervalMs({ ...input, budget: plenty })).toBe(5_000);
    expect(nextIntervalMs({ ...input, budget: { capacity: 6, remaining: 6, horizonMs: 60_000 } })).toBe(10_000);
  });

  it("never grows because something changes", () => {
    const input = { configuredMs: 2_000, listRequests: 1, hasDetails: false, isChanging: true, budget: plenty };
    expect(nextIntervalMs(input)).toBe(2_000);
  });

  it("makes 100 reads per hour last the hour, half of them for the list", () => {
    const input = { configuredMs: 15_000, listRequests: 1, hasDetails: true, budget: freePlan };
    expect(sustainableIntervalMs(input)).toBe(72_000);
  });

  it("waits for the budget's reset when nothing is left", () => {
    const budget = { capacity: 0, remaining: 0, horizonMs: 900_000 };
    expect(sustainableIntervalMs({ configuredMs: 15_000, listRequests: 1, hasDetails: true, budget })).toBe(900_000);
  });
});

describe("details", () => {
  it("get what lists and additions leave, spread over the budget's horizon", () => {
    expect(detailAllowance({ intervalMs: 72_000, listRequests: 1, neverRead: 0, budget: freePlan })).toBe(1);
    const minute = { capacity: 50, remaining: 50, horizonMs: 60_000 };
    expect(detailAllowance({ intervalMs: 15_000, listRequests: 1, neverRead: 0, budget: minute })).toBe(9);
  });

  it("wait while the last minute's requests leave only what lists and additions need", () => {
    const spentUp = { capacity: 50, remaining: 14, horizonMs: 60_000 };
    expect(detailAllowance({ intervalMs: 15_000, listRequests: 1, neverRead: 3, budget: spentUp })).toBe(0);
  });

  it("of clusters never read may use spare requests at once, but not those that lists and additions need", () => {
    expect(detailAllowance({ intervalMs: 72_000, listRequests: 1, neverRead: 8, budget: freePlan })).toBe(8);
    const minute = { capacity: 50, remaining: 50, horizonMs: 60_000 };
    expect(detailAllowance({ intervalMs: 15_000, listRequests: 1, neverRead: 500, budget: minute })).toBe(36);
  });
});

describe("after a failure", () => {
  const failure = { kind: "timeout", retryAfterMs: undefined, intervalMs: 15_000 } as const;

  it("backs off exponentially up to five minutes", () => {
    const delays = [1, 2, 3, 4, 5, 6, 100].map((failuresInARow) => failureDelayMs({ ...failure, failuresInARow }));
    expect(delays).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  it("opens the breaker at the fifth failure, however short the interval", () => {
    const delays = [4, 5, 6, 7, 8, 9].map((failuresInARow) =>
      failureDelayMs({ ...failure, intervalMs: 1_000, failuresInARow }),
    );
    expect(delays).toEqual([8_000, 30_000, 60_000, 120_000, 240_000, 300_000]);
  });

  it("keeps a Retry-After to the millisecond", () => {
    expect(failureDelayMs({ kind: "rate-limited", retryAfterMs: 41_250, failuresInARow: 9, intervalMs: 15_000 })).toBe(
      41_250,
    );
  });

  it("tries a refused key once a minute", () => {
    const delay = (kind: "auth" | "forbidden") =>
      failureDelayMs({ ...failure, kind, failuresInARow: 1, intervalMs: 1_000 });
    expect([delay("auth"), delay("forbidden")]).toEqual([60_000, 60_000]);
  });
});

it("jitter stays within 20 % either way", () => {
  expect([jittered(10_000, () => 0), jittered(10_000, () => 1)]).toEqual([8_000, 12_000]);
});
