import { expect, it } from "vitest";
import type { z } from "zod";
import { providerId, providerWord } from "./provider-text";
import { wireCount, wireFlag, wireNumber, wireSize, wireTime, wireUsdPerHour } from "./wire-values";

const ODD = "odd";
const read = (schema: z.ZodType, raw: unknown) =>
  schema.safeParse(raw).data ?? (schema.safeParse(raw).success ? null : ODD);
const ALWAYS_ODD = [{}, [], [1]];

it.each<[string, z.ZodType, [raw: unknown, value: unknown][]]>([
  [
    "number",
    wireNumber,
    [
      [7, 7],
      ["7", 7],
      [" -1.5 ", -1.5],
      ["1e3", 1_000],
      ["", null],
      ["NaN", null],
      ["7 GB", ODD],
      ["1e999", ODD],
      [true, ODD],
    ],
  ],
  [
    "size",
    wireSize,
    [
      [0, 0],
      ["80.5", 80.5],
      [-1, null],
      ["-1", null],
      [-2, ODD],
    ],
  ],
  [
    "count",
    wireCount(10),
    [
      ["8", 8],
      [11, ODD],
      [1.5, ODD],
      [-1, null],
    ],
  ],
  [
    "flag",
    wireFlag,
    [
      [true, true],
      ["False", false],
      ["yes", ODD],
      [1, ODD],
    ],
  ],
  [
    "time",
    wireTime,
    [
      ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"],
      ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
      ["", ""],
      ["soon", ODD],
      [1_700_000_000, ODD],
    ],
  ],
  [
    "price",
    wireUsdPerHour,
    [
      [19.92, 19.92],
      ["19.92", "19.92"],
      ["$1.50", "$1.50"],
      [0, 0],
      [-1, null],
      ["-1.0", null],
      ["", null],
      [-2, ODD],
      ["free", ODD],
      [1e9, ODD],
      [true, ODD],
    ],
  ],
  [
    "word",
    providerWord,
    [
      ["a", "a"],
      [7, "7"],
      ["", null],
      [true, ODD],
    ],
  ],
  [
    "id",
    providerId,
    [
      ["a", "a"],
      [7, "7"],
      ["", ODD],
      [1.5, ODD],
      [2 ** 53, ODD],
    ],
  ],
])(
  "reads a %s as text or number, takes what stands for none as unknown, and anything else as odd",
  (_, schema, cases) => {
    for (const [raw, value] of cases) expect([raw, read(schema, raw)]).toEqual([raw, value]);
    for (const raw of ALWAYS_ODD) expect(read(schema, raw)).toBe(ODD);
  },
);
