import fc from "fast-check";
import { expect, it } from "vitest";
import { parseExposition } from "@/lib/testing/prometheus/parse-exposition";
import { type Format, labelText, sample, writeFamily } from "./family";

function written(labels: Record<string, string>, format: Format, value = 1): string {
  const family = { name: "x", type: "gauge", help: 'Has \\ and "\nquotes".' } as const;
  const ending = format === "openmetrics" ? "# EOF\n" : "";
  return writeFamily({ ...family, samples: [sample("x", labelText(labels), value)] }, format) + ending;
}

const NASTY = fc.string({
  unit: fc.constantFrom("\\", '"', "\n", "{", "}", ",", "=", " ", "#", "\u202e", "\ud83d", "n", "ä"),
});

it.each(["prometheus", "openmetrics"] as const)(
  "writes labels in the format of %s that any reader reads as they were",
  (format) => {
    fc.assert(
      fc.property(NASTY, fc.string({ unit: "binary" }), fc.double({ noNaN: true }), (one, other, value) => {
        const text = Buffer.from(written({ one, other }, format, value)).toString();
        const known = Object.entries({ one, other }).map(([name, label]) => [name, label.toWellFormed()]);
        expect(parseExposition(text, format)[0]?.samples).toEqual([
          { name: "x", labels: Object.fromEntries(known.filter(([, label]) => label !== "")), value: value + 0 },
        ]);
      }),
      { numRuns: 500 },
    );
  },
);

it("writes what is no number as both formats do", () => {
  const values = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e21, 1e-7];
  expect(values.map((value) => sample("x", "", value))).toEqual([
    ...["x +Inf\n", "x -Inf\n", "x NaN\n", "x 1e+21\n", "x 1e-7\n"],
  ]);
});

it("leaves out a family of which nothing is known", () => {
  expect(writeFamily({ name: "x", type: "gauge", help: "X", samples: [] }, "openmetrics")).toBe("");
});

it("names a counter's family as each format does, and its unit where it has one", () => {
  const family = { name: "x_seconds_total", type: "counter", help: "X", samples: ["x_seconds_total 1\n"] } as const;
  expect(writeFamily(family, "prometheus")).toBe(
    "# HELP x_seconds_total X\n# TYPE x_seconds_total counter\nx_seconds_total 1\n",
  );
  expect(writeFamily(family, "openmetrics")).toBe(
    "# HELP x_seconds X\n# TYPE x_seconds counter\n# UNIT x_seconds seconds\nx_seconds_total 1\n",
  );
});
