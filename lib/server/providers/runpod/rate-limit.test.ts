import { expect, it } from "vitest";
import { readRateLimit } from "./rate-limit";

const NOW = Date.UTC(2026, 10, 20);
const POLICY = '"minute";q=60;w=60, "hour";q=3000;w=3600, "day";q=50000;w=86400';

function limitOf(rateLimit: string, policy: string | null = POLICY) {
  const headers = new Headers({ RateLimit: rateLimit, ...(policy !== null && { "RateLimit-Policy": policy }) });
  return readRateLimit(headers, NOW);
}

it("takes the window that leaves the fewest requests for its time", () => {
  expect(limitOf('"minute";r=0;t=12, "hour";r=2800;t=1812, "day";r=49500;t=45012')).toEqual({
    ...{ limit: 60, remaining: 0, resetAt: NOW + 12_000 },
  });
  expect(limitOf('"minute";r=58;t=40, "hour";r=2900;t=3000, "day";r=20000;t=45012')).toEqual({
    ...{ limit: 50_000, remaining: 20_000, resetAt: NOW + 45_012_000 },
  });
});

it("does without the policy, without quotes, and without parameters that it does not know", () => {
  expect(limitOf('minute;r=5;t=10;x=1,"hour" ; r=2900 ; t=3000', null)).toEqual({
    ...{ limit: 5, remaining: 5, resetAt: NOW + 10_000 },
  });
});

it.each([
  "",
  "limit=60, remaining=5",
  '"minute"',
  '"minute";r=-1;t=5',
  '"minute";r=1;t=0',
  '"minute";r=1e9;t=5',
  '"minute";t=5',
])("reads nothing from %j", (header) => {
  expect(limitOf(header)).toBeNull();
});

it("reads nothing from an answer that has no such header", () => {
  expect(readRateLimit(new Headers(), NOW)).toBeNull();
});
