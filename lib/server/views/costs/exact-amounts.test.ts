import fc from "fast-check";
import { expect, it } from "vitest";
import { contextOf } from "@/components/costs/costs-words";
import { amountRemark } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { accruedCost, type RateInterval, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { openHistory } from "../../history/open-history";

const MONTH = Date.UTC(2026, 10, 1);

/** Between two polls: how long, and what happens at most once in between. */
const gap = fc.record({
  hours: fc.oneof(
    { weight: 30, arbitrary: fc.double({ min: 0.5, max: 4.9, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 5.1, max: 60, noNaN: true }) },
  ),
  happens: fc.oneof({ weight: 30, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  when: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  usd: fc.constantFrom<(number | null)[]>(0, 3.5, 10, null),
  ends: fc.boolean(),
});
const accountStory = fc.record({
  firstAt: fc.integer({ min: -2 * DAY_MS, max: DAY_MS }),
  startsWith: fc.option(fc.constantFrom(3.5, 10)),
  /** Whether the provider says when its clusters were created. */
  isDated: fc.boolean(),
  gaps: fc.array(gap, { minLength: 1, maxLength: 20 }),
});

type Story = typeof accountStory extends fc.Arbitrary<infer Story> ? Story : never;

const HOURLY = { hours: 1, happens: false, when: 0.5, usd: 0, ends: false };
const STEADY: Story = { firstAt: -2 * DAY_MS, startsWith: 10, isDated: false, gaps: Array(20).fill(HOURLY) };
const EXAMPLES: [Story[], number][] = [
  // Where nothing happens, amounts are exact.
  [[STEADY], HOUR_MS],
  [[STEADY, STEADY], HOUR_MS],
  // Not listed by one poll: it was away, as far as anybody knows.
  [
    [
      {
        ...{ firstAt: 0, startsWith: 3.5, isDated: false },
        gaps: [
          { hours: 0.5, happens: true, when: 0.01, usd: 0, ends: true },
          { hours: 0.5, happens: true, when: 0.01, usd: 3.5, ends: false },
          { hours: 0.5, happens: false, when: 0.01, usd: 0, ends: false },
        ],
      },
    ],
    0,
  ],
];

interface Told {
  polls: { at: number; usd: number | null | undefined; createdAt: number | null }[];
  truth: RateInterval[];
}

/** A cluster's true rates, and what polls see of them. `undefined`: it does not exist. */
function tell({ firstAt, startsWith, isDated, gaps }: Story): Told {
  let at = MONTH + firstAt;
  let usd: number | null | undefined = startsWith ?? undefined;
  let since = at - 30 * HOUR_MS;
  let createdAt = since;
  const told: Told = { polls: [{ at, usd, createdAt: isDated ? createdAt : null }], truth: [] };
  const until = (moment: number) => {
    if (usd !== undefined)
      told.truth.push({
        ...{ from: since, to: moment },
        usdMicrosPerHour: usd === null ? null : usdMicrosPerHour(usd * 1_000_000),
      });
    since = moment;
  };
  for (const { hours, happens, when, usd: next, ends } of gaps) {
    const ms = Math.round(hours * HOUR_MS);
    if (happens) {
      until(at + Math.round(ms * when));
      if (usd === undefined) createdAt = since;
      usd = usd !== undefined && ends ? undefined : next;
    }
    at += ms;
    told.polls.push({ at, usd, createdAt: isDated ? createdAt : null });
  }
  until(at);
  return told;
}

function partsOf(costs: Costs, window: TimeWindow) {
  const day = Date.parse(costs.generatedAt) - (Date.parse(costs.generatedAt) % DAY_MS);
  const now = Date.parse(costs.generatedAt);
  return [
    { amount: { ...costs, usdMicros: costs.totalUsdMicros }, of: window },
    { amount: costs.previous, of: { from: Date.parse(costs.previous.from), to: Date.parse(costs.previous.to) } },
    { amount: costs.today, of: { from: day, to: now } },
    { amount: costs.yesterday, of: { from: day - DAY_MS, to: day } },
    { amount: costs.month, of: { from: Date.parse(costs.month.from), to: now } },
  ];
}

describeEachStore((newStore) => {
  it("is the true cost whenever it is called exact", async () => {
    const history = await openHistory(await newStore());
    let [run, exact] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(accountStory, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 0, max: 2 * DAY_MS }),
        async (stories, length) => {
          run += 1;
          const idOf = (index: number) => `run-${run}-account-${index}`;
          const told = stories.map(tell);
          const accountIds = told.map((_, index) => idOf(index));
          const now = Math.max(...told.flatMap(({ polls }) => polls.map(({ at }) => at)));
          for (const [index, { polls }] of told.entries()) {
            for (const { at, usd, createdAt } of polls) {
              const clusters = usd === undefined ? [] : [readingOf({ usd, createdAt })];
              const account = { accountId: idOf(index), pollIntervalMs: HOUR_MS };
              await history.recordPoll(pollOf(at, { ...account, clusters }));
            }
          }
          const window = { from: now - length, to: now };
          const costs = await answerCosts(
            { ...window, bucket: "day", groupBy: "none", timeZone: "UTC", billingTimeZone: "UTC", clusterId: null },
            {
              history,
              now,
              filter: { accountIds },
              labels: { ...EXAMPLE_LABELS, accountIds: () => accountIds },
            },
          );
          if (costs === null) throw new Error("This range has too many days.");
          // A poll is the latest news: what has happened since the last one of an account is not in any amount.
          const known = told.flatMap(({ truth }) => truth);
          for (const { amount, of } of partsOf(costs, window)) {
            if (amountRemark(amount, contextOf(costs, "UTC")) !== "exact") continue;
            exact += 1;
            expect(Math.abs(amount.usdMicros - accruedCost(known, of))).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: EXAMPLES.length + 25, examples: EXAMPLES, endOnFailure: true },
    );
    await history.close();
    // Otherwise this would have shown nothing.
    expect(exact).toBeGreaterThan(5);
  });
});
