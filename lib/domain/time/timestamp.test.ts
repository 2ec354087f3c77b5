import { expect, it } from "vitest";
import { parseTimestamp } from "./timestamp";

it.each([
  ["2023-11-07T05:31:56Z", Date.UTC(2023, 10, 7, 5, 31, 56)],
  ["2023-11-07T05:31:56.123456Z", Date.UTC(2023, 10, 7, 5, 31, 56, 123)],
  ["2023-11-07T05:31:56+02:00", Date.UTC(2023, 10, 7, 3, 31, 56)],
  ["2023-11-07T05:31:56.5", Date.UTC(2023, 10, 7, 5, 31, 56, 500)],
])("reads %s, taking UTC where no zone is given", (text, expected) => {
  expect(parseTimestamp(text)).toBe(expected);
});

it.each([
  null,
  undefined,
  "",
  "<string>",
  "tomorrow",
  "2023-13-45T99:00:00Z",
  "0001-01-01T00:00:00Z",
  "1970-01-01T00:00:00Z",
  "1999-12-31T23:59:59Z",
  "9999-12-31T23:59:59Z",
  "+275760-09-13T00:00:00Z",
])("finds no time in %s", (text) => {
  expect(parseTimestamp(text)).toBeNull();
});
