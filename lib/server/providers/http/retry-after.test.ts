import { expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after";

const NOW = Date.UTC(1994, 10, 6, 8, 49, 0);

it.each<[string, number]>([
  ["7", 7_000],
  [" 7 ", 7_000],
  ["1.5", 1_500],
  ["0", 1_000],
  ["86400", 900_000],
  ["9".repeat(400), 900_000],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 37_000],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 37_000],
  ["Sun, 06 Nov 1994 08:00:00 GMT", 1_000],
  ["Mon, 07 Nov 1994 08:49:37 GMT", 900_000],
])("reads %j as %d ms", (header, milliseconds) => {
  expect(parseRetryAfter(header, NOW)).toBe(milliseconds);
});

it.each([null, "", "-5", "soon", "Infinity", "NaN", "Someday, GMT"])("takes %j for absent", (header) => {
  expect(parseRetryAfter(header, NOW)).toBeUndefined();
});
