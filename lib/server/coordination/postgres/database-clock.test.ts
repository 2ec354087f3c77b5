import fc from "fast-check";
import { pino } from "pino";
import { expect, it, vi } from "vitest";
import { clockJumpBetween } from "@/lib/domain/time/clock-jump";
import { createDatabaseClock } from "./database-clock";

const TRUE_TIME = Date.UTC(2026, 10, 29);

function clockOn(aheadMs: number) {
  const machine = { ms: 0, aheadMs };
  const log = { warn: vi.fn<(fields: object, sentence: string) => void>() };
  const clock = createDatabaseClock(
    { now: () => TRUE_TIME + machine.ms + machine.aheadMs, monotonic: () => machine.ms },
    log,
  );
  const measure = ({ thereMs = 50, backMs = 50 } = {}) =>
    clock.measure(async () => {
      machine.ms += thereMs;
      const at = TRUE_TIME + machine.ms;
      machine.ms += backMs;
      return at;
    });
  /** How far what it tells is from the truth. */
  const wrongMs = () => clock.now() - TRUE_TIME - machine.ms;
  return { machine, clock, measure, log, wrongMs };
}

it("stays by the database's time on a machine whose clock is ten minutes ahead, and says so once", async () => {
  const { machine, clock, measure, log, wrongMs } = clockOn(600_000);
  await measure();
  await measure();
  machine.ms += 3_000;
  expect(wrongMs()).toBe(500);
  expect(clock.aheadMs()).toBe(600_000);
  expect(log.warn).toHaveBeenCalledOnce();
  // Set right, it counts at once.
  machine.aheadMs = 0;
  machine.ms += 1_000;
  expect(wrongMs()).toBe(0);
});

it("leaves a clock alone that is wrong by less than half a second", async () => {
  const { measure, log, wrongMs } = clockOn(-499);
  await measure();
  expect(wrongMs()).toBe(-499);
  expect(log.warn).not.toHaveBeenCalled();
});

it("tells the machine's time before the database was asked", () => {
  const clock = createDatabaseClock({ now: () => TRUE_TIME, monotonic: () => 0 }, pino({ enabled: false }));
  expect([clock.now(), clock.aheadMs()]).toEqual([TRUE_TIME, 0]);
});

it("never tells a time that the ledger takes for a jump, however the machine's clock is set and the database answers", async () => {
  const STEP = fc.record({
    /** Drift, a clock that is set, or one that wavers about some bound. */
    aheadMs: fc.oneof(fc.integer({ min: -3_000, max: 3_000 }), fc.constantFrom(-600_000, -1_999, 0, 2_001, 600_000)),
    thereMs: fc.integer({ min: 1, max: 2_500 }),
    backMs: fc.integer({ min: 1, max: 2_500 }),
    waitMs: fc.integer({ min: 3_000, max: 90_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 2, maxLength: 40 }), async (steps) => {
      const { machine, clock, measure } = clockOn(0);
      const moment = () => ({ at: clock.now(), steady: { process: "this", ms: machine.ms } });
      await measure({ thereMs: 1, backMs: 400 });
      let before = moment();
      for (const { aheadMs, waitMs, ...answer } of steps) {
        machine.ms += waitMs;
        machine.aheadMs = aheadMs;
        for (const measured of [false, true]) {
          if (measured) await measure(answer);
          const next = moment();
          // What is read twice at one moment is one reading.
          if (next.steady.ms > before.steady.ms) expect(clockJumpBetween(before, next)).toBeNull();
          before = next;
          machine.ms += 3_000;
        }
      }
    }),
  );
});

it("goes by the quickest answer of the last minute, and by none that says too little", async () => {
  const { machine, clock, measure } = clockOn(5_000);
  await measure({ thereMs: 900, backMs: 900 });
  expect(clock.aheadMs()).toBe(0);
  await measure({ thereMs: 10, backMs: 10 });
  await measure({ thereMs: 700, backMs: 0 });
  expect(clock.aheadMs()).toBe(5_000);
  machine.ms += 61_000;
  await measure({ thereMs: 700, backMs: 0 });
  expect(clock.aheadMs()).toBe(5_000 - 350);
});

it("goes by the latest answer where the quickest cannot be right any more, as after the machine has slept", async () => {
  const { machine, clock, measure } = clockOn(0);
  await measure({ thereMs: 1, backMs: 1 });
  const asleepMs = 3_600_000;
  await clock.measure(async () => {
    machine.ms += 100;
    return TRUE_TIME + machine.ms + asleepMs;
  });
  machine.aheadMs = asleepMs;
  expect(Math.abs(clock.aheadMs())).toBeLessThanOrEqual(50);
});

it("warns of a clock that wavers about the bound once, and again when it was right meanwhile", async () => {
  const { machine, measure, log } = clockOn(2_100);
  for (const aheadMs of [2_100, 1_900, 2_100, 1_100, 2_100]) {
    machine.aheadMs = aheadMs;
    await measure();
  }
  expect(log.warn).toHaveBeenCalledOnce();
  for (const aheadMs of [0, 2_100]) {
    machine.aheadMs = aheadMs;
    await measure();
  }
  expect(log.warn).toHaveBeenCalledTimes(2);
});
