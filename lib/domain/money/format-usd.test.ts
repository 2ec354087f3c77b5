import { expect, test } from "vitest";
import { usdMicros, usdMicrosPerHour } from "./cost";
import {
  formatAmount,
  formatDifference,
  formatRate,
  formatRoundUsd,
  formatShortAmount,
  formatShortRate,
} from "./format-usd";

const usd = (dollars: number) => usdMicros(dollars * 1_000_000);
const usdPerHour = (dollars: number) => usdMicrosPerHour(dollars * 1_000_000);

test.each([
  [19.92, "$19.92/h"],
  [1_234.5, "$1,234.50/h"],
  [0.35, "$0.35/h"],
  [0.0042, "$0.0042/h"],
  [0, "$0.00/h"],
])("a rate of %d dollars an hour is %s", (dollars, text) => {
  expect(formatRate(usdPerHour(dollars))).toBe(text);
});

test("an amount has two decimals, and is never rounded to zero", () => {
  expect([0.1185, 31.2, 0.000003, 0].map((dollars) => formatAmount(usd(dollars)))).toEqual([
    "$0.12",
    "$31.20",
    "<$0.01",
    "$0.00",
  ]);
});

test("where there is little room, amounts from a thousand dollars have no cents", () => {
  expect([999.5, 1_000.6].map((dollars) => formatShortAmount(usd(dollars)))).toEqual(["$999.50", "$1,001"]);
  expect([999.5, 1_000.6].map((dollars) => formatShortRate(usdPerHour(dollars)))).toEqual(["$999.50/h", "$1,001/h"]);
});

test("a difference has a sign, unless there is none", () => {
  expect([12, -3.4, 0, 0.000003].map((dollars) => formatDifference(usd(dollars)))).toEqual([
    "+$12.00",
    "−$3.40",
    "$0.00",
    "+<$0.01",
  ]);
});

test("a budget is abbreviated only if nothing of it is lost", () => {
  expect([750_000, 1_200_000, 1_234_567, 1_550, 10_000, 900].map((dollars) => formatRoundUsd(usd(dollars)))).toEqual([
    "$750K",
    "$1.2M",
    "$1,234,567",
    "$1,550",
    "$10K",
    "$900",
  ]);
});
