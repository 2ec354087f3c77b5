import { expect, it } from "vitest";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { sightWords } from "./sight-words";

it("says what a key sees, and calls no unknown rate zero", () => {
  expect(sightWords({ clusters: 23, usdMicrosPerHour: usdMicrosPerHour(822_400_000) })).toBe("23 clusters, $822.40/h");
  expect(sightWords({ clusters: 1, usdMicrosPerHour: null })).toBe("1 cluster, rate unknown");
  expect(sightWords({ clusters: 0, usdMicrosPerHour: usdMicrosPerHour(0) })).toBe("no clusters");
});
