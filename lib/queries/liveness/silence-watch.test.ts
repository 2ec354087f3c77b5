import { expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { createSilenceWatch } from "./silence-watch";

const START = Date.UTC(2026, 10, 20, 15);

/** Looks every second for this long, and returns what the last look found. */
function watchFrom(start: number) {
  let at = start;
  const watch = createSilenceWatch(() => at);
  return {
    watch,
    jump: (milliseconds: number) => {
      at += milliseconds;
    },
    /** With so many failures after each good answer. */
    lookFor(seconds: number, goodAnswers: number, failures = 1) {
      watch.look(goodAnswers, failures);
      for (let second = 0; second < seconds; second += 1) {
        at += 1_000;
        watch.look(goodAnswers, failures);
      }
      return watch.silentSince();
    },
  };
}

it("says within twenty seconds that held questions are not answered", () => {
  const { lookFor } = watchFrom(START);
  expect(lookFor(18, 1, 0)).toBeNull();
  // The look that notices an answer may come a second after it.
  expect(lookFor(1, 1, 0)).toBe(START);
});

it("notices silence within two polls once questions fail, dated from the last good answer", () => {
  const { lookFor } = watchFrom(START);
  expect(lookFor(3, 1)).toBeNull();
  const answeredAt = START;
  expect(lookFor(8, 1)).toBeNull();
  expect(lookFor(2, 1)).toBe(answeredAt);
  expect(lookFor(60, 1)).toBe(answeredAt);
});

it("gives what the last look found, however often it is read", () => {
  const { lookFor, jump, watch } = watchFrom(START);
  expect(lookFor(5, 1)).toBeNull();
  jump(60_000);
  expect([watch.silentSince(), watch.silentSince()]).toEqual([null, null]);
  // The next look sees a sleep of a minute, which reads in between must not hide.
  expect(lookFor(0, 1)).toBeNull();
  expect(lookFor(12, 1)).toBe(START);
});

it("ends with the next good answer", () => {
  const { lookFor, watch } = watchFrom(START);
  expect(lookFor(60, 1)).not.toBeNull();
  expect(watch.silentMs()).toBe(60_000);
  expect(lookFor(1, 2)).toBeNull();
  expect(watch.silentMs()).toBe(1_000);
});

it("waits for the first poll after a sleep, and then says since when there is silence", () => {
  const { lookFor, jump } = watchFrom(START);
  lookFor(5, 1);
  jump(8 * HOUR_MS);
  expect(lookFor(10, 1)).toBeNull();
  expect(lookFor(5, 1)).toBe(START);
});

it("counts no negative time when the clock is set back", () => {
  const { lookFor, jump, watch } = watchFrom(START);
  lookFor(5, 1);
  jump(-HOUR_MS);
  expect(lookFor(1, 1)).toBeNull();
  expect(watch.silentMs()).toBeGreaterThanOrEqual(0);
  expect(lookFor(15, 1)).not.toBeNull();
});
