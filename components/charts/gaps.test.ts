import { describe, expect, it } from "vitest";
import { iso } from "@/lib/testing/example-costs";
import { gapSentences, gapsIn } from "./gaps";

const window = { from: Date.parse(iso(0)), to: Date.parse(iso(10)) };
const gap = (from: number, to: number, label = "Shadeform") => ({ from: iso(from), to: iso(to), label });

describe("gapsIn", () => {
  const hours = (...gaps: ReturnType<typeof gap>[]) =>
    gapsIn({ gaps }, window).map(({ from, to }) => [from, to].map((at) => (at - window.from) / 3_600_000));

  it("joins what meets, whoever was not watched, and keeps apart what does not", () => {
    expect(hours(gap(3, 5), gap(1, 2), gap(4, 6, "TensorOne"), gap(6, 7))).toEqual([
      [1, 2],
      [3, 7],
    ]);
    expect(hours(gap(1, 8), gap(2, 3))).toEqual([[1, 8]]);
  });

  it("ends at the window's edges, and leaves out what is outside", () => {
    expect(hours(gap(-2, 1), gap(9, 12), gap(-3, 0), gap(10, 11))).toEqual([
      [0, 1],
      [9, 10],
    ]);
  });
});

it("adds up what is missing of each account, as far as it is in the window", () => {
  const gaps = [gap(-2, 1), gap(3, 5.6), gap(4, 4.5, "TensorOne"), gap(11, 12, "Fireworks")];
  expect(gapSentences({ gaps }, window)).toEqual([
    "No data from Shadeform for 3 h 36 min.",
    "No data from TensorOne for 30 min.",
  ]);
});
