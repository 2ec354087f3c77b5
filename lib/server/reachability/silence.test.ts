import fc from "fast-check";
import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { afterTry, isSilent, type Silence } from "./silence";
import type { Outcome } from "./try-endpoint";

function after(outcomes: readonly Outcome[], everyMs = MINUTE_MS): Silence | undefined {
  return outcomes.reduce<Silence | undefined>(
    (before, outcome, index) => afterTry(before, outcome, index * everyMs),
    undefined,
  );
}

it("begins with the first of three tries in a row that nobody answers", () => {
  expect(after(["answered", "silent", "silent"])).toMatchObject({ failures: 2, since: MINUTE_MS });
  const silence = after(["answered", "silent", "silent", "silent"]);
  expect(silence).toMatchObject({ since: MINUTE_MS, hadAnswered: true });
  expect(silence && isSilent(silence)).toBe(true);
});

it("ends with one answer", () => {
  expect(after(["silent", "silent", "silent", "silent", "answered"])).toMatchObject({ failures: 0, since: null });
});

it("has no known beginning if nothing ever answered", () => {
  expect(after(["silent", "silent", "silent"])).toMatchObject({ hadAnswered: false, since: 0 });
});

it("neither grows nor ends with a try that this server could not make", () => {
  expect(after(["silent", "silent", "inconclusive", "inconclusive"])).toMatchObject({ failures: 2, since: 0 });
});

it("is forgotten after half an hour without a try", () => {
  expect(after(["silent", "silent", "silent", "silent"], 31 * MINUTE_MS)).toMatchObject({ failures: 1 });
});

it("is not reported if the address may not be tried", () => {
  expect(after(["silent", "silent", "silent", "private"])).toMatchObject({ failures: 0, refusal: "private" });
});

it("never holds without three failures since the last answer", () => {
  const outcome = fc.constantFrom<Outcome>("answered", "silent", "inconclusive", "reserved", "private");
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1 }), (outcomes) => {
      const lastOther = outcomes.findLastIndex((one) => one !== "silent" && one !== "inconclusive");
      const failures = outcomes.slice(lastOther + 1).filter((one) => one === "silent").length;
      const silence = after(outcomes);
      expect(silence && isSilent(silence)).toBe(failures >= 3);
      expect(silence?.since === null).toBe(failures === 0);
    }),
  );
});
