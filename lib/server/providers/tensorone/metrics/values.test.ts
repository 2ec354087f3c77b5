import { describe, expect, it } from "vitest";
import details from "../fixtures/cluster-details.json";
import { readQuantity } from "../quantity";
import { MAX_METRICS, toMetricValues } from "./values";

const read = (raw: unknown) => toMetricValues(raw).map(({ key, label, unit, value }) => [key, label, unit, value]);

describe("current values", () => {
  it("are read from the document's sample, with what it says they are", () => {
    expect(read(details.data.metrics.current)).toEqual([
      ["gpu_utilization", "GPU utilization", "%", 87.3],
      ["gpu_memory_utilization", "GPU memory utilization", "%", 94.2],
      ["cpu_utilization", "CPU utilization", "%", 52.1],
    ]);
  });

  it("mean the same in groups, and in camel case", () => {
    const flat = read({ gpu_utilization: 87.3, gpu_temperature: 65, network_bytes_sent: 1_000 });
    expect(read({ gpu: { utilization: 87.3, temperature: 65 }, network: { bytesSent: 1_000 } })).toEqual(flat);
    expect(read({ gpuUtilization: 87.3, gpuTemperature: 65, networkBytesSent: 1_000 })).toEqual(flat);
  });

  it("are read of each GPU where they come so", () => {
    expect(read({ gpus: [{ utilization: 3 }, { utilization: 97 }] })).toEqual([
      ["gpus_0_utilization", "GPUs 0 utilization", null, 3],
      ["gpus_1_utilization", "GPUs 1 utilization", null, 97],
    ]);
  });

  it("of which nothing is known have readable words, and a unit only if they name one", () => {
    expect(read({ queue_depth: 4, gpu_io_wait: 2, model_cache_gb: 12, throttle_percent: 3 })).toEqual([
      ["queue_depth", "Queue depth", null, 4],
      ["gpu_io_wait", "GPU I/O wait", null, 2],
      ["model_cache_gb", "Model cache", "GB", 12],
      ["throttle_percent", "Throttle", "%", 3],
    ]);
  });

  it("leave out whatever is no number, and never call it zero", () => {
    const garbage = { a: null, b: "", c: "n/a", d: true, e: Number.NaN, f: Number.POSITIVE_INFINITY, g: 1e300 };
    expect(read({ ...garbage, h: [], i: {}, j: "CANARY", "<b>": 5, __proto__: { k: 1 } })).toEqual([]);
    for (const raw of [null, undefined, 5, "87.3", [], true]) expect(read(raw)).toEqual([]);
  });

  it("do not take a time or an id for a measurement", () => {
    expect(read({ timestamp: 1_705_333_500, id: 7, cpu_utilization: 0 })).toEqual([
      ["cpu_utilization", "CPU utilization", "%", 0],
    ]);
  });

  it("are bounded, and what is documented comes first", () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`made_up_${index}`, index]));
    const values = toMetricValues({ ...many, gpu_utilization: 5, deep: { a: { b: { c: { d: { e: 1 } } } } } });
    expect(values).toHaveLength(MAX_METRICS);
    expect(values[0]?.key).toBe("made_up_0");
    expect(toMetricValues({ zebra: 1, gpu_utilization: 5 })[0]?.key).toBe("gpu_utilization");
  });
});

describe("a quantity", () => {
  it.each([
    [87.3, 87.3, null],
    ["87.3", 87.3, null],
    ["87.3%", 87.3, "%"],
    ["87.3 percent", 87.3, "%"],
    ["-4.5 °C", -4.5, "°C"],
    ["65C", 65, "°C"],
    ["312 W", 312, "W"],
    ["0.3 kW", 300, "W"],
    ["2.5 Gbps", 2_500, "Mbit/s"],
    ["850 MB/s", 850, "MB/s"],
    ["1.5 GB/s", 1_500, "MB/s"],
    ["512 GB", 512, "GB"],
    ["1,024 MB", 1.024, "GB"],
    ["8 requests", 8, "requests"],
    ["1e3", 1_000, null],
  ])("reads %j", (raw, value, unit) => {
    const quantity = readQuantity(raw);
    expect(quantity?.value).toBeCloseTo(value, 9);
    expect(quantity?.unit).toBe(unit);
  });

  it.each([["about 5"], ["5 of 8"], ["1.2.3"], ["0x10"], ["--5"], ["5 <b>"], ["1e400"], ["9".repeat(39)], [""], [" "]])(
    "is not read from %j",
    (raw) => {
      expect(readQuantity(raw)).toBeNull();
    },
  );
});
