import { describe, expect, it } from "vitest";
import type { Costs } from "@/lib/contract/costs";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { costsOf, DAY, iso } from "@/lib/testing/example-costs";
import { oldCostsOf, timeWords } from "./costs-age";

const generatedAt = Date.parse(iso(3.5));
const answer = (change: Partial<Costs> = {}) => ({ costs: costsOf(change), receivedAt: generatedAt, error: null });

describe("oldCostsOf", () => {
  it("takes costs for those of now until two polls have brought no others", () => {
    expect(oldCostsOf(answer(), generatedAt + 2 * MINUTE_MS)).toBeNull();
    const notAnswered = { at: generatedAt, reason: "The server has not sent costs since" };
    expect(oldCostsOf(answer(), generatedAt + 3 * MINUTE_MS)).toEqual(notAnswered);
    expect(oldCostsOf({ ...answer(), error: new Error("502") }, generatedAt)).toEqual(notAnswered);
  });

  it("makes nothing younger by a clock that was set back", () => {
    expect(oldCostsOf(answer(), generatedAt - 60 * MINUTE_MS)).not.toBeNull();
  });

  it("is of when the history was last written, where that fails", () => {
    const problem = { cause: "storage" as const, detail: "The disk is full.", since: iso(2) };
    const old = { at: Date.parse(iso(2)), reason: "History is not being written" };
    expect(oldCostsOf(answer({ history: { since: iso(-100), problem } }), generatedAt)).toEqual(old);
  });
});

it("names the day only of another one, on the zone's clocks", () => {
  const late = DAY + 23.5 * 60 * MINUTE_MS;
  expect(timeWords(late, late + 10 * MINUTE_MS, "UTC")).toBe("23:30");
  expect(timeWords(late, late + 40 * MINUTE_MS, "UTC")).toBe("20 Nov, 23:30");
  expect(timeWords(late, late + 40 * MINUTE_MS, "Europe/Berlin")).toBe("00:30");
});
