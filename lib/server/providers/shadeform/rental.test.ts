import { describe, expect, it } from "vitest";
import { cluster, instance, readOne, second } from "@/lib/testing/adapters/shadeform-lists";

describe("a machine", () => {
  it("is rented by its terms, with a note on what is not certain of the price, and says when that ends", async () => {
    const rental_terms = { rental_type: "commitment", hourly_price: "1.25", ending_at: "2026-12-01T09:00:00Z" };
    const { rate, facts } = await readOne([], [{ ...instance, rental_terms }]);
    expect(rate).toMatchObject({
      usdMicrosPerHour: 1_250_000,
      note: "Commitment price: the listed price is $2.10/h, and which of the two is billed is not documented",
    });
    expect(facts.slice(0, 2)).toEqual([
      { label: "Rental", value: "Commitment" },
      { label: "Rental ends", value: "2026-12-01 09:00 UTC" },
    ]);
    const ended = { ...rental_terms, ending_at: "2020-12-01T09:00:00Z" };
    expect((await readOne([], [{ ...instance, rental_terms: ended }])).facts[1]?.value).toBe(
      "was to end 2020-12-01 09:00 UTC",
    );
    const member = { ...instance, rental_terms: { rental_type: "spot", hourly_price: "1.50", ending_at: null } };
    const mixed = await readOne([{ ...cluster, instances: [member, second] }]);
    expect(mixed.rate).toMatchObject({
      ...{ usdMicrosPerHour: 15_000_000, note: "Spot: the price that is billed may differ" },
    });
    expect((await readOne([{ ...cluster, hourly_price: null, instances: [member, second] }])).rate).toMatchObject({
      ...{ usdMicrosPerHour: 3_600_000, source: "summed", note: "Spot: the price that is billed may differ" },
    });
    const onDemand = { rental_type: "on_demand", hourly_price: "9.99", ending_at: "0001-01-01T00:00:00Z" };
    expect(await readOne([], [{ ...instance, rental_terms: onDemand }])).toMatchObject({
      rate: { usdMicrosPerHour: 2_100_000, note: null },
    });
  });

  it.each(["active", "error", "deleting", "deleted"])("was reclaimed, whatever its status: %s", async (status) => {
    const reading = await readOne([], [{ ...instance, status, status_details: "Preempted" }]);
    expect(reading.healthReasons).toEqual(["cool-gpu-server was reclaimed by Shadeform"]);
    expect(reading).toMatchObject({
      statusDetail: "Reclaimed by Shadeform",
      connectionDetails: { ssh: [], ports: [] },
    });
    expect([reading.status, reading.health]).not.toContain("running");
    expect(reading.health).not.toBe("healthy");
    expect(reading.connectionDetails?.notes).toEqual([
      "cool-gpu-server is left out: Shadeform reclaimed it, so its address may belong to somebody else by now",
    ]);
  });
});
