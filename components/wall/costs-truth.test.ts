import { describe, expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { costsFromGuest } from "@/lib/queries/guests/from-guest";
import { costsOf, exampleAmount, iso, stepsOf } from "@/lib/testing/example-costs";
import { costTerm, shortCostTerms, sinceName } from "./frame/cost-term";
import { oldCostsOf, timeWords } from "./frame/costs-age";
import { nothingLately } from "./views/nothing-lately";

const at = (hour: number) => Date.parse(iso(hour));

describe("costs", () => {
  const costs = costsOf({ generatedAt: iso(14) });
  const answer = { costs, receivedAt: at(14), error: null };

  it("count as current while answers arrive", () => {
    expect(oldCostsOf(answer, at(14) + MINUTE_MS)).toBeNull();
  });

  it("count as those of the last answer once none arrives, whether the banner says so or not", () => {
    expect(oldCostsOf({ ...answer, error: new Error() }, at(14))?.at).toBe(at(14));
    expect(oldCostsOf(answer, at(14) + 3 * MINUTE_MS)?.at).toBe(at(14));
    expect(oldCostsOf(answer, at(14) - 3 * MINUTE_MS)?.at).toBe(at(14));
  });

  it("are as old as the last write to the history", () => {
    const problem = { cause: "storage" as const, detail: "The disk is full.", since: iso(9) };
    const broken = costsOf({ generatedAt: iso(14), history: { since: iso(0), problem } });
    expect(oldCostsOf({ ...answer, costs: broken }, at(14))).toEqual({
      at: at(9),
      reason: "History is not being written",
    });
  });

  it("are as old on a display, which is not told the reason", () => {
    const told = costsFromGuest({ ...costs, history: { since: iso(0), problem: { since: iso(9) } } });
    expect(oldCostsOf({ ...answer, costs: told }, at(14))?.at).toBe(at(9));
  });

  it("name their day if it is not today", () => {
    expect(timeWords(at(14), at(15), "UTC")).toBe("14:00");
    expect(timeWords(at(14), at(25), "UTC")).toBe("20 Nov, 14:00");
    // A zone where it is already the next day.
    expect(timeWords(at(14), at(15.5), "Asia/Tokyo")).toBe("20 Nov, 23:00");
  });

  it("say what they leave out", () => {
    const unpriced = (unpricedClusterHours: number) => exampleAmount({ unpricedClusterHours });
    expect(costTerm("Today", unpriced(0), null)).toBe("Today");
    expect(costTerm("Today", unpriced(1_211.2), null)).toBe("Today, 1,212 h unpriced");
    expect(costTerm("Today", unpriced(0.1), "14:02")).toBe("Today, 1 h unpriced, at 14:02");
    expect(costTerm("Today", exampleAmount({ observedShare: 0.912 }), null)).toBe("Today, 91.2 % watched");
    expect(costTerm("Today", exampleAmount({ laterAccounts: [{ label: "Prime", since: null }] }), null)).toBe(
      "Today, not all accounts",
    );
  });

  it("say the most important thing they leave out where there is no room for all, and none if there is not even that", () => {
    const partial = exampleAmount({
      unpricedClusterHours: 801,
      observedShare: 0.995,
      laterAccounts: [{ label: "Prime", since: null }],
    });
    const name = "Month, of $1M";
    expect(shortCostTerms({ name, sinceName: "Month since 20 Nov, of $1M" }, partial, null)).toEqual([
      "Month since 20 Nov, of $1M",
      ...["801 h unpriced", "99.5 % watched", "not all accounts"].map((remark) => `${name}, ${remark}`),
      name,
    ]);
    expect(shortCostTerms({ name, sinceName: null }, exampleAmount({ unpricedClusterHours: 801 }), "14:02")).toEqual([
      `${name}, 801 h unpriced, at 14:02`,
      `${name}, at 14:02`,
    ]);
  });

  it("say from when on they count, if history began within their time", () => {
    const begun = exampleAmount({ watchedFrom: iso(14.05) });
    expect(sinceName("Today", begun, { timeZone: "UTC", to: "hour" })).toBe("Today since 14:03");
    expect(sinceName("Month", begun, { timeZone: "UTC", to: "day" })).toBe("Month since 20 Nov");
    expect(sinceName("Month", exampleAmount(), { timeZone: "UTC", to: "day" })).toBeNull();
  });
});

describe("of the last 24 hours", () => {
  const day = { from: iso(-10), to: iso(24), totalUsdMicros: usdMicros(90) };

  it("there is something to draw if anything was charged", () => {
    expect(nothingLately(costsOf({ ...day, rate: stepsOf([[-10, 9]]) }))).toBeNull();
    const pause = stepsOf([
      [-10, 0],
      [3, 9],
      [4, 0],
    ]);
    expect(nothingLately(costsOf({ ...day, rate: pause }))).toBeNull();
  });

  it("there is nothing to draw if everything ended before", () => {
    const ended = stepsOf([
      [-10, 9],
      [-2, 0],
    ]);
    expect(nothingLately(costsOf({ ...day, rate: ended }))).toEqual({
      isUnpriced: false,
      words: "Nothing was charged recently.",
    });
  });

  it("an unknown price is not drawn as free", () => {
    const unpriced = costsOf({ rate: stepsOf([[0, 0]]), unpricedClusterHours: 9, unpricedClusters: 1 });
    expect(nothingLately(unpriced)).toEqual({
      isUnpriced: true,
      words: "9 cluster hours without a price since yesterday.",
    });
  });
});
