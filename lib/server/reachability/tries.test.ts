import fc from "fast-check";
import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { afterTry, isUnanswered, type Tries } from "./tries";
import type { Outcome } from "./try-endpoint";

function after(outcomes: readonly Outcome[], everyMs = MINUTE_MS): Tries | undefined {
  return outcomes.reduce<Tries | undefined>(
    (before, outcome, index) => afterTry(before, outcome, index * everyMs),
    undefined,
  );
}

it("begins with the first of three tries in a row that nobody answers", () => {
  expect(after(["answered", "unanswered", "unanswered"])).toMatchObject({ failures: 2, since: MINUTE_MS });
  const tries = after(["answered", "unanswered", "unanswered", "unanswered"]);
  expect(tries).toMatchObject({ since: MINUTE_MS, hadAnswered: true });
  expect(tries && isUnanswered(tries)).toBe(true);
});

it("ends with one answer", () => {
  expect(after(["unanswered", "unanswered", "unanswered", "unanswered", "answered"])).toMatchObject({
    failures: 0,
    since: null,
  });
});

it("has no known beginning if nothing ever answered", () => {
  expect(after(["unanswered", "unanswered", "unanswered"])).toMatchObject({ hadAnswered: false, since: 0 });
});

it("neither grows nor ends with a try that this server could not make", () => {
  expect(after(["unanswered", "unanswered", "inconclusive", "inconclusive"])).toMatchObject({ failures: 2, since: 0 });
});

it("is forgotten after half an hour without a try", () => {
  expect(after(["unanswered", "unanswered", "unanswered", "unanswered"], 31 * MINUTE_MS)).toMatchObject({
    failures: 1,
  });
});

it("is not reported if the address may not be tried", () => {
  expect(after(["unanswered", "unanswered", "unanswered", "private"])).toMatchObject({
    failures: 0,
    refusal: "private",
  });
});

it("never holds without three failures since the last answer", () => {
  const outcome = fc.constantFrom<Outcome>("answered", "unanswered", "inconclusive", "reserved", "private");
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1 }), (outcomes) => {
      const lastOther = outcomes.findLastIndex((one) => one !== "unanswered" && one !== "inconclusive");
      const failures = outcomes.slice(lastOther + 1).filter((one) => one === "unanswered").length;
      const tries = after(outcomes);
      expect(tries && isUnanswered(tries)).toBe(failures >= 3);
      expect(tries?.since === null).toBe(failures === 0);
    }),
  );
});
