import { describe, expect, it } from "vitest";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { rateWords } from "./rate-words";

const unknown = { usdMicrosPerHour: null, source: "none", billing: "full", note: null } as const;
const price = usdMicrosPerHour(19_920_000);

describe("rateWords", () => {
  it("says that a price is not known rather than showing zero", () => {
    expect(rateWords(unknown)).toBe("Price not known");
  });

  it("says that nothing is billed only where the provider bills nothing", () => {
    expect(rateWords({ ...unknown, billing: "none" })).toBe("Not billed");
    expect(rateWords({ ...unknown, usdMicrosPerHour: price, billing: "none" })).toBe("$19.92/h");
    expect(rateWords({ ...unknown, usdMicrosPerHour: usdMicrosPerHour(0) })).toBe("$0.00/h");
  });
});
