import { describe, expect, it } from "vitest";
import { toOffers } from "./offers";

/** The specification's example, with the live answer's repetition of the configuration left out. */
const type = {
  cloud: "hyperstack",
  shade_instance_type: "A6000",
  cloud_instance_type: "gpu_1x_a6000",
  configuration: {
    memory_in_gb: 12,
    storage_in_gb: 256,
    vcpus: 6,
    num_gpus: 1,
    gpu_type: "A6000",
    interconnect: "pcie",
    nvlink: true,
    os_options: ["ubuntu_22_shade_os"],
    vram_per_gpu_in_gb: 48,
    gpu_manufacturer: "nvidia",
  },
  hourly_price: 210,
  deployment_type: "vm",
  availability: [
    { region: "us-central-1", available: true, display_name: "US, Wichita, KS" },
    { region: "canada-1", available: false, display_name: "Canada" },
  ],
  boot_time: { min_boot_in_sec: 180, max_boot_in_sec: 300 },
};

const ignore = () => {};

it("offers a machine where it is available, for its cents", () => {
  expect(toOffers([type], ignore)).toEqual([
    {
      cloud: "hyperstack",
      region: { id: "us-central-1", label: "US, Wichita, KS" },
      rental: "on-demand",
      shape: {
        gpuModel: "A6000",
        gpusPerNode: 1,
        interconnect: "pcie",
        nvlink: true,
        vramPerGpuGb: 48,
        memoryGb: 12,
        storageGb: 256,
      },
      usdMicrosPerHour: 2_100_000,
      kind: "vm",
      bootMs: { min: 180_000, max: 300_000 },
    },
  ]);
});

it.each([
  ["no price", { hourly_price: null }],
  ["a price that is none", { hourly_price: 2.1 }],
  ["a price of 0", { hourly_price: 0 }],
  ["no cloud", { cloud: null }],
  ["no place", { availability: null }],
  ["a place that does not say whether it has one", { availability: [{ region: "r", display_name: "R" }] }],
  ["another shape", { availability: 7 }],
])("makes no offer of a machine with %s, and loses no other", (_, change) => {
  expect(toOffers([{ ...type, ...change }, type, null], ignore)).toHaveLength(1);
});

describe("a place that is listed on demand and as spot", () => {
  const place = (rental_type: unknown, available: unknown, hourly_price?: unknown) => ({
    ...{ region: "us-central-1", display_name: "US, Wichita, KS", rental_type, available },
    ...(hourly_price === undefined ? {} : { hourly_price }),
  });
  const offered = (...availability: object[]) =>
    toOffers([{ ...type, availability }], ignore).map(({ rental, usdMicrosPerHour }) => [rental, usdMicrosPerHour]);

  it("is offered for each by its own price", () => {
    expect(offered(place("on_demand", true), place("spot", true, "1.50"))).toEqual([
      ["on-demand", 2_100_000],
      ["spot", 1_500_000],
    ]);
    expect(offered(place("on_demand", false), place("SPOT", "true", 1.5))).toEqual([["spot", 1_500_000]]);
  });

  it("is never offered as spot for the price on demand, nor on terms that are not known", () => {
    expect(offered(place("spot", true), place("spot", true, 150), place("spot", true, "0"))).toEqual([]);
    expect(offered(place("block", true, "1.00"), place({}, true, "1.00"), place(7, true))).toEqual([]);
  });
});
