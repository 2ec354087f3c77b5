import { expect, it } from "vitest";
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

it("offers a machine where it is available, for its cents", () => {
  expect(toOffers([type])).toEqual([
    {
      cloud: "hyperstack",
      region: { id: "us-central-1", label: "US, Wichita, KS" },
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
  ["no cloud", { cloud: null }],
  ["no place", { availability: null }],
  ["a place that does not say whether it has one", { availability: [{ region: "r", display_name: "R" }] }],
  ["another shape", { availability: 7 }],
])("makes no offer of a machine with %s, and loses no other", (_, change) => {
  expect(toOffers([{ ...type, ...change }, type, null])).toHaveLength(1);
});
