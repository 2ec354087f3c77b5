import { expect, it } from "vitest";
import { readTimeZone } from "./time-query";

// What is kept for each zone (a format, an answer) would otherwise be kept for each spelling: 16 384 of New York alone.
it("knows a time zone by one name, however it is spelt", () => {
  const spellings = ["America/New_York", "america/new_york", "AMERICA/NEW_YORK", "aMERICA/nEW_yORK"];
  const names = spellings.map((timeZone) => readTimeZone(new URLSearchParams({ timeZone }), "UTC"));
  expect(new Set(names)).toEqual(new Set(["America/New_York"]));
});

it("refuses what names no time zone in a sentence", () => {
  const query = new URLSearchParams({ timeZone: "Mars/Olympus" });
  expect(() => readTimeZone(query, "UTC")).toThrow("must be the name of a time zone");
});
