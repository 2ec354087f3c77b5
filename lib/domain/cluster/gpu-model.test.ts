import { expect, it } from "vitest";
import { gpuModelOf } from "./gpu-model";

it.each([
  ["A100_80G", "A100 80GB"],
  ["H100_80GB", "H100 80GB"],
  ["RTX4090", "RTX4090"],
  ["", null],
  [null, null],
])("spells %j as %j", (name, model) => {
  expect(gpuModelOf(name)).toBe(model);
});
