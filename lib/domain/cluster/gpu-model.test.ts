import { expect, it } from "vitest";
import { gpuCountOf, gpuModelOf } from "./gpu-model";

it.each([
  ["A100_80G", "A100 80GB"],
  ["H100_80GB", "H100 80GB"],
  ["RTX4090", "RTX4090"],
  ["NVIDIA GeForce RTX 4090", "RTX 4090"],
  ["NVIDIA H100 80GB HBM3", "H100 80GB HBM3"],
  ["AMD Instinct MI300X OAM", "MI300X OAM"],
  ["CPU_NODE", null],
  ["cpu", null],
  ["n/a", null],
  ["", null],
  [null, null],
])("spells %j as %j", (name, model) => {
  expect(gpuModelOf(name)).toBe(model);
});

it.each([
  ["CPU_NODE", 1, 0],
  ["Cpu", null, 0],
  ["H100", 8, 8],
  ["H100", null, null],
  ["H100", 0, null],
  [null, 0, 0],
  [null, null, null],
])("counts for %j and %j %j GPUs", (name, count, expected) => {
  expect(gpuCountOf(name, count)).toBe(expected);
});
