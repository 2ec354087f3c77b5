import { expect, it } from "vitest";
import { formatMetric, formatPart, formatRange } from "./metric-words";

it.each<[number, string | null, string]>([
  [94, "%", "94 %"],
  [71.46, "°C", "71.5 °C"],
  [1_284.4, "W", "1,284 W"],
  [0.0342, "GB", "0.034 GB"],
  [0, "W", "0 W"],
  [13_000_000, "bytes/s", "12.4 MB/s"],
  [640, "bytes", "640 B"],
  [3.25, null, "3.3"],
  [-4.2, "°C", "-4.2 °C"],
])("writes %d of %s as %s", (value, unit, words) => {
  expect(formatMetric(value, unit)).toBe(words);
});

it("names the unit of a part and its whole once, unless each has its own", () => {
  expect(formatPart(61.2, 80, "GB")).toBe("61.2 of 80 GB");
  expect(formatPart(512, 4_096, "bytes")).toBe("512 B of 4 KB");
});

it("writes the unit of a range once, and a range of one value as that value", () => {
  expect(formatRange(91, 94.3, "%")).toBe("91 – 94.3 %");
  expect(formatRange(-0.9, 4, "%")).toBe("-0.9 – 4 %");
  expect(formatRange(100, 4_096, "bytes")).toBe("100 B – 4 KB");
  expect(formatRange(7, 7.01, "W")).toBe("7 W");
});
