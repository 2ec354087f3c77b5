import { expect, it } from "vitest";
import { readTimeZone } from "./time-query";

// Whatever is cached per zone (formats, answers) would otherwise be cached per spelling: 16 384 of them for New York
// alone.
it("gives a time zone one name, however it is spelt", () => {
  const spellings = ["America/New_York", "america/new_york", "AMERICA/NEW_YORK", "aMERICA/nEW_yORK"];
  const names = spellings.map((timeZone) => readTimeZone(new URLSearchParams({ timeZone }), "UTC"));
  expect(new Set(names)).toEqual(new Set(["America/New_York"]));
});

it("refuses with a sentence what is not a time zone", () => {
  const query = new URLSearchParams({ timeZone: "Mars/Olympus" });
  expect(() => readTimeZone(query, "UTC")).toThrow("must be the name of a time zone");
});
