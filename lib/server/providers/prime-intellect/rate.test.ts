import { expect, it } from "vitest";
import { reportedRate, summedRate } from "./rate";

const prices = { priceHr: 19.92, stoppedPriceHr: 1.5, provisioningPriceHr: 0 };

it.each([
  ["ACTIVE", prices, 19_920_000, "full"],
  ["ERROR", prices, 19_920_000, "full"],
  ["DELETING", prices, 19_920_000, "full"],
  ["STOPPED", prices, 1_500_000, "reduced"],
  ["STOPPED", { ...prices, stoppedPriceHr: null }, 19_920_000, "full"],
  ["STOPPED", { ...prices, stoppedPriceHr: 0 }, 0, "none"],
  ["PROVISIONING", prices, 0, "none"],
  ["PENDING", { ...prices, provisioningPriceHr: 5 }, 5_000_000, "reduced"],
  ["PROVISIONING", { ...prices, provisioningPriceHr: undefined }, 19_920_000, "full"],
  ["TERMINATED", prices, 0, "none"],
  ["SOMETHING_NEW", prices, 19_920_000, "unknown"],
  ["ACTIVE", { ...prices, priceHr: null }, null, "unknown"],
  ["ACTIVE", { ...prices, priceHr: -1 }, null, "unknown"],
  ["STOPPED", {}, null, "unknown"],
])("charges, when %s with prices %j, %s micros: %s", (status, given, usdMicrosPerHour, billing) => {
  expect(reportedRate({ status, ...given })).toMatchObject({ usdMicrosPerHour, billing });
});

it("bills a machine whose software is still being installed as ACTIVE", () => {
  expect(reportedRate({ status: "ACTIVE", ...prices }).usdMicrosPerHour).toBe(19_920_000);
});

it("adds nodes up, each at the price of its own status", () => {
  const nodes = [reportedRate({ status: "ACTIVE", ...prices }), reportedRate({ status: "STOPPED", ...prices })];
  expect(summedRate(nodes)).toEqual({ usdMicrosPerHour: 21_420_000, source: "summed", billing: "reduced", note: null });
});

it("says so when a sum lacks prices, and knows nothing without any", () => {
  const priced = reportedRate({ status: "ACTIVE", ...prices });
  const unpriced = reportedRate({ status: "ACTIVE" });
  expect(summedRate([priced, unpriced])).toMatchObject({
    usdMicrosPerHour: 19_920_000,
    billing: "unknown",
    note: "The price of 1 of 2 nodes: the others state none",
  });
  expect(summedRate([unpriced]).usdMicrosPerHour).toBeNull();
  expect(summedRate([]).usdMicrosPerHour).toBeNull();
});
