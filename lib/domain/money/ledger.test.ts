import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ledgerRates, stateAt, type TrueChange, trueRates, watchSchedule } from "@/lib/testing/watched-schedule";
import type { EpochMs } from "../time/epoch";
import { accruedCost, exactCost, unpricedMs, usdMicrosPerHour } from "./cost";
import { costError, errorFromAfter, errorFromBefore } from "./cost-error";
import { totalAt } from "./cost-step";
import { advanceLedger, endUnseen, gapBetween, type LedgerRow } from "./ledger";

const RUNS = { numRuns: 1_000 };
const POLL_MS = 15_000;
const START = Date.UTC(2026, 9, 24);

/** Times of polls: most on time, some late, some after hours in which nobody watched. */
const gaps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 12_000, max: 18_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 5 * POLL_MS }) },
    { weight: 1, arbitrary: fc.integer({ min: 5 * POLL_MS + 1, max: 200_000_000 }) },
  ),
  { minLength: 2, maxLength: 40 },
);
const price = fc.option(fc.constantFrom(0, 1, 2_500_000, 19_920_000, 21_400_001).map(usdMicrosPerHour), { freq: 4 });
/** Beside each gap: whether something happened in it, when, and whether the provider dates it. */
const happening = fc.record({
  happens: fc.boolean(),
  when: fc.double({ min: 0, max: 1, noNaN: true }),
  state: fc.option(price.map(stateAt), { freq: 5 }),
  isDated: fc.boolean(),
});

/** A story in which at most one thing happens between two polls: readings cannot tell more. */
const watched = fc.tuple(gaps, fc.array(happening, { minLength: 41, maxLength: 41 })).map(([lengths, happenings]) => {
  const polls: EpochMs[] = [START];
  const story: TrueChange[] = [{ at: START - 5_000_000, state: stateAt(usdMicrosPerHour(10_000_000)), isDated: true }];
  lengths.forEach((length, index) => {
    const previous = polls.at(-1) ?? START;
    polls.push(previous + length);
    const { happens, when, state, isDated } = happenings[index] ?? {
      happens: false,
      when: 0,
      state: null,
      isDated: false,
    };
    if (happens) story.push({ at: previous + 1 + Math.floor((length - 1) * when), state, isDated });
  });
  return { polls, story };
});
const windowOf = (polls: readonly EpochMs[], [one, other]: readonly [number, number]) => {
  const [from, to] = [polls[0] ?? 0, polls.at(-1) ?? 0];
  const ends = [one, other].map((share) => from + Math.floor((to - from) * share)).sort((a, b) => a - b);
  return { from: ends[0] ?? from, to: ends[1] ?? to };
};
const shares = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

describe("the ledger of a watched cluster", () => {
  it("is within its stated error of the truth, in every window", () => {
    fc.assert(
      fc.property(watched, shares, ({ polls, story }, within) => {
        const until = polls.at(-1) ?? START;
        const window = windowOf(polls, within);
        const { rows, steps } = watchSchedule(story, polls, POLL_MS);
        const off = accruedCost(ledgerRates(rows, until), window) - accruedCost(trueRates(story, until), window);
        expect(Math.abs(off)).toBeLessThanOrEqual(costError(steps, window) + 1);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is the same however often it is replayed, and unchanged by reading the same again", () => {
    fc.assert(
      fc.property(watched, fc.double({ min: 0, max: 1, noNaN: true }), ({ polls, story }, share) => {
        const once = watchSchedule(story, polls, POLL_MS);
        expect(watchSchedule(story, polls, POLL_MS)).toEqual(once);
        const cut = Math.floor(polls.length * share);
        const last = polls[cut - 1];
        const open = watchSchedule(story, polls.slice(0, cut), POLL_MS).rows.at(-1);
        if (last === undefined || open === undefined || open.endedAt !== null) return;
        const again = advanceLedger(open, gapBetween(last, last + POLL_MS, POLL_MS), { state: open, changedAt: last });
        expect(again).toEqual({ closed: null, opened: null });
      }),
      RUNS,
    );
  });

  it("has rows in order that never overlap and are never empty", () => {
    fc.assert(
      fc.property(watched, ({ polls, story }) => {
        const { rows } = watchSchedule(story, polls, POLL_MS);
        rows.forEach((row, index) => {
          const next = rows[index + 1];
          if (row.endedAt !== null) expect(row.endedAt).toBeGreaterThan(row.startedAt);
          if (next) expect(next.startedAt).toBeGreaterThanOrEqual(row.endedAt ?? Number.POSITIVE_INFINITY);
        });
      }),
      RUNS,
    );
  });

  it("has running totals that equal the sum of its rows, and error and unpriced time with them", () => {
    fc.assert(
      fc.property(watched, shares, ({ polls, story }, within) => {
        const until = polls.at(-1) ?? START;
        const window = windowOf(polls, within);
        const { rows, steps } = watchSchedule(story, polls, POLL_MS);
        const rates = ledgerRates(rows, until);
        const at = (moment: EpochMs) => {
          const step = steps.findLast((one) => one.at <= moment);
          return step && totalAt(step, moment);
        };
        const [start, end] = [at(window.from), at(window.to)];
        expect((end?.accrued ?? 0n) - (start?.accrued ?? 0n)).toBe(exactCost(rates, window));
        expect((end?.unpricedMs ?? 0) - (start?.unpricedMs ?? 0)).toBe(unpricedMs(rates, window));
        const inside = (end?.errorUsdMicros ?? 0) - (start?.errorUsdMicros ?? 0);
        const outside = errorFromBefore(steps, window) + errorFromAfter(steps, window);
        expect(inside + outside).toBeGreaterThanOrEqual(costError(steps, window));
      }),
      RUNS,
    );
  });
});

describe("the edge of an interval", () => {
  const open: LedgerRow = {
    ...stateAt(usdMicrosPerHour(4)),
    startedAt: 0,
    endedAt: null,
    startErrorMs: 0,
    endErrorMs: 0,
  };
  const dearer = stateAt(usdMicrosPerHour(9));
  const cheaper = stateAt(usdMicrosPerHour(1));
  const ordinary = gapBetween(100_000, 115_000, POLL_MS);
  const unwatched = gapBetween(100_000, 900_000, POLL_MS);

  it("is the provider's own time where that lies between the readings", () => {
    const { closed, opened } = advanceLedger(open, ordinary, { state: dearer, changedAt: 103_000 });
    expect(closed).toMatchObject({ endedAt: 103_000, endErrorMs: 0 });
    expect(opened).toMatchObject({ startedAt: 103_000, startErrorMs: 0 });
  });

  it.each([99_000, 100_000, 115_001, null])(
    "is the middle of the gap, with half of it as error, where the provider says %s",
    (changedAt) => {
      const { closed, opened } = advanceLedger(open, ordinary, { state: dearer, changedAt });
      expect(closed).toMatchObject({ endedAt: 107_500, endErrorMs: 7_500 });
      expect(opened).toMatchObject({ startedAt: 107_500, startErrorMs: 7_500 });
    },
  );

  it("gives a time that nobody watched to the cheaper state", () => {
    expect(advanceLedger(open, unwatched, { state: dearer, changedAt: null }).opened).toMatchObject({
      startedAt: 900_000,
      startErrorMs: 800_000,
    });
    expect(advanceLedger(open, unwatched, { state: cheaper, changedAt: null }).opened).toMatchObject({
      startedAt: 100_001,
      startErrorMs: 800_000,
    });
    expect(advanceLedger(open, unwatched, { state: stateAt(null), changedAt: null }).opened?.startedAt).toBe(100_001);
    expect(advanceLedger(open, unwatched, { state: null, changedAt: null }).closed?.endedAt).toBe(100_001);
  });

  it("does not exist between two equal readings, however long the gap", () => {
    expect(advanceLedger(open, unwatched, { state: open, changedAt: null })).toEqual({ closed: null, opened: null });
  });

  it("is the first reading for a cluster older than the readings: nothing is back-filled", () => {
    const first = gapBetween(null, 100_000, POLL_MS);
    expect(advanceLedger(null, first, { state: dearer, changedAt: 5 }).opened).toMatchObject({
      startedAt: 100_000,
      startErrorMs: 0,
    });
    expect(advanceLedger(null, ordinary, { state: dearer, changedAt: 5 }).opened?.startedAt).toBe(115_000);
  });

  it("is the first poll without a cluster that is gone", () => {
    expect(endUnseen(open, ordinary).closed).toMatchObject({ endedAt: 115_000, endErrorMs: 15_000 });
    expect(endUnseen(open, unwatched).closed).toMatchObject({ endedAt: 100_001, endErrorMs: 800_000 });
  });
});
