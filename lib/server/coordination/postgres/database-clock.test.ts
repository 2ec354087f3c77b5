import { pino } from "pino";
import { expect, it, vi } from "vitest";
import { createDatabaseClock } from "./database-clock";

const TRUE_TIME = Date.UTC(2026, 10, 29);

function measureWith(aheadMs: number) {
  const machine = { ms: 0, aheadMs };
  const log = { warn: vi.fn<(fields: object, sentence: string) => void>() };
  const clock = createDatabaseClock(
    { now: () => TRUE_TIME + machine.ms + machine.aheadMs, monotonic: () => machine.ms },
    log,
  );
  // The answer takes 100 ms, half of which it was on its way.
  const measure = () =>
    clock.measure(async () => {
      machine.ms += 50;
      const at = TRUE_TIME + machine.ms;
      machine.ms += 50;
      return at;
    });
  return { machine, clock, measure, log };
}

it("tells the database's time on a machine whose clock is ten minutes ahead, and says so once", async () => {
  const { machine, clock, measure, log } = measureWith(600_000);
  await measure();
  await measure();
  machine.ms += 3_000;
  expect(clock.now()).toBe(TRUE_TIME + machine.ms);
  expect(clock.aheadMs()).toBe(600_000);
  expect(log.warn).toHaveBeenCalledOnce();
  // Set right, it counts at once.
  machine.aheadMs = 0;
  machine.ms += 1_000;
  expect(clock.now()).toBe(TRUE_TIME + machine.ms);
});

it("leaves a clock alone that is wrong by less than answers take", async () => {
  const { machine, clock, measure, log } = measureWith(-1_900);
  await measure();
  expect(clock.now()).toBe(TRUE_TIME + machine.ms - 1_900);
  expect(log.warn).not.toHaveBeenCalled();
});

it("tells the machine's time before the database was asked", () => {
  const clock = createDatabaseClock({ now: () => TRUE_TIME, monotonic: () => 0 }, pino({ enabled: false }));
  expect([clock.now(), clock.aheadMs()]).toEqual([TRUE_TIME, 0]);
});
