import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "../time/epoch";
import { exactCost, type RateInterval, sumCosts, usdMicrosPerHour } from "./cost";
import { MAX_RATE_STEPS, rateSteps, samplingTimes } from "./rate-steps";

const interval = fc
  .tuple(
    fc.integer({ min: 0, max: 1_000 }),
    fc.integer({ min: 0, max: 500 }),
    fc.option(fc.integer({ min: 0, max: 9 })),
  )
  .map(([from, ms, rate]): RateInterval => {
    return { from, to: from + ms, usdMicrosPerHour: rate === null ? null : usdMicrosPerHour(rate) };
  });

it("gives a step function whose area is the cost, without steps that change nothing", () => {
  fc.assert(
    fc.property(
      fc.array(interval),
      fc.integer({ min: 0, max: 1_000 }),
      fc.integer({ min: 1, max: 800 }),
      (ledger, from, ms) => {
        const window = { from, to: from + ms };
        const steps = rateSteps(ledger, window);
        const area = steps.map((step, index) =>
          exactCost(
            [{ from: step.at, to: steps[index + 1]?.at ?? window.to, usdMicrosPerHour: step.usdMicrosPerHour }],
            window,
          ),
        );
        expect(sumCosts(area)).toBe(exactCost(ledger, window));
        expect(steps[0]?.at).toBe(from);
        steps.forEach((step, index) => {
          expect(step.usdMicrosPerHour).not.toBe(steps[index + 1]?.usdMicrosPerHour);
        });
      },
    ),
    { numRuns: 1_000 },
  );
});

it("samples no more moments than a chart can draw, from the window's first to its last", () => {
  const times = samplingTimes({ from: 1_000, to: 1_000 + DAY_MS });
  expect(times).toHaveLength(MAX_RATE_STEPS);
  expect([times[0], times.at(-1)]).toEqual([1_000, 1_000 + DAY_MS - 1]);
});
