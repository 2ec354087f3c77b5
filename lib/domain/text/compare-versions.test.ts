import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions";

it("orders programs by their versions, and takes what says none for the oldest", () => {
  const ordered = ["unknown", "0.9.0", "0.10.0-rc.2", "0.10.0-rc.10", "0.10.0", "1.2.3", "1.10.0", "v2.0.0"];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  expect(compareVersions("1.2.3+abc", "1.2.3")).toBe(0);
  expect(compareVersions("unknown", "dev")).toBe(0);
});
