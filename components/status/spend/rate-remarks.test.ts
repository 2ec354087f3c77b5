import { describe, expect, it } from "vitest";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { rateRemarks } from "./rate-remarks";

const unknown = { usdMicrosPerHour: null, source: "none", billing: "full", note: null } as const;
const price = usdMicrosPerHour(19_920_000);

describe("rateRemarks", () => {
  it("names the source of a figure", () => {
    const remarks = (source: "reported" | "summed" | "computed" | "configured") =>
      rateRemarks({ ...unknown, usdMicrosPerHour: price, source }, "Shadeform");
    expect(remarks("reported")).toEqual(["reported by Shadeform"]);
    expect(remarks("summed")).toEqual(["sum of its nodes"]);
    expect(remarks("computed")).toEqual(["computed from price lists"]);
    expect(remarks("configured")).toEqual(["from your configuration"]);
  });

  it("says what is billed in another currency", () => {
    const euros = { ...unknown, foreign: { amount: "2.35", currency: "EUR" } };
    expect(rateRemarks(euros, "Verda")).toEqual(["2.35 EUR an hour, which is in no sum"]);
  });

  it("says who bills where there is no figure", () => {
    expect(rateRemarks({ ...unknown, billing: "unknown", note: "Billed by AWS" }, "Fireworks")).toEqual([
      "Billed by AWS",
    ]);
  });

  it("says when a listed price is not, or may not be, what is billed now", () => {
    const listed = { ...unknown, usdMicrosPerHour: price, source: "reported" } as const;
    expect(rateRemarks({ ...listed, billing: "none" }, "Shadeform")).toContain("not billed in this status");
    expect(rateRemarks({ ...listed, billing: "reduced" }, "TensorOne")).toContain("at a reduced rate in this status");
    expect(rateRemarks({ ...unknown, billing: "unknown" }, "TensorOne")).toEqual([
      "unknown whether this status is billed",
    ]);
  });
});
