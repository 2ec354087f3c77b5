import { expect, it } from "vitest";
import { createRequestBudget } from "./request-budget";

function budgetAt(start: number, requestsPerMinute: number | null) {
  const clock = { now: start };
  return { clock, budget: createRequestBudget({ requestsPerMinute, now: () => clock.now }) };
}

it("counts the requests of the last 60 seconds and no others", () => {
  const { clock, budget } = budgetAt(1_000_000, 3);
  budget.spend();
  clock.now += 30_000;
  budget.spend();
  expect(budget.state().remaining).toBe(1);
  clock.now += 30_000;
  expect(budget.state().remaining).toBe(2);
  expect(budget.spent()).toBe(2);
});

it("follows the provider's headers if they allow less, until they reset", () => {
  const { clock, budget } = budgetAt(1_000_000, 60);
  budget.learn({ limit: 100, remaining: 10, resetAt: 1_000_000 + 3_600_000 });
  expect(budget.state()).toEqual({ capacity: 10, remaining: 10, horizonMs: 3_600_000 });
  budget.spend();
  expect(budget.state().remaining).toBe(9);
  clock.now += 3_600_000;
  expect(budget.state()).toEqual({ capacity: 60, remaining: 60, horizonMs: 60_000 });
});

it("plans with what other servers have sent as well, until that is a minute old", () => {
  const { clock, budget } = budgetAt(1_000_000, 10);
  budget.spend();
  // All have sent seven: this one's first, five of others, and the one that it is about to send.
  budget.noteAll(7);
  budget.spend();
  expect(budget.state().remaining).toBe(3);
  clock.now += 60_000;
  expect(budget.state().remaining).toBe(10);
});

it("is not blocked for ever by a clock that was set back", () => {
  const { clock, budget } = budgetAt(10_000_000, 1);
  budget.spend();
  clock.now -= 3_600_000;
  expect(budget.state().remaining).toBe(1);
});

it("is unbounded without a limit of ours or of the provider's", () => {
  const { budget } = budgetAt(0, null);
  budget.spend();
  expect(budget.state().remaining).toBe(Number.POSITIVE_INFINITY);
});

it("reserves a fifth of a minute's requests for additions, which do not count as the cost of readings", () => {
  const { clock, budget } = budgetAt(1_000_000, 10);
  budget.spend(true);
  expect(budget.hasRoom()).toBe(true);
  budget.spend(true);
  expect([budget.hasRoom(), budget.spent(), budget.state().remaining]).toEqual([false, 0, 8]);
  clock.now += 60_000;
  expect(budget.hasRoom()).toBe(true);
  for (let request = 0; request < 10; request += 1) budget.spend();
  expect([budget.hasRoom(), budget.spent()]).toEqual([false, 10]);
});
