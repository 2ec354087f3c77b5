import { describe, expect, it } from "vitest";
import { fieldProblem } from "./field-problem";
import type { OrderField, OrderForm } from "./order-form";
import { parseOrder } from "./parse-order";
import { readFields, warningsOf } from "./read-fields";

const NAME = { kind: "text", pattern: "[a-z]+", maxLength: 5, sentence: "Give a short name." } as const;

function field(path: string, changes: Partial<OrderField> = {}): OrderField {
  return {
    ...{ path, label: path, help: "", without: "Nothing happens.", example: "a", isProse: false, rule: NAME },
    ...{ suggestions: [], agreement: null },
    ...changes,
  };
}

function formOf(fields: OrderField[], variants: OrderForm["variants"] = null): OrderForm {
  return {
    ...{ about: "", billing: "", ifRejected: "", ifSentAgain: "", variants },
    groups: [
      { title: "All", variant: null, foldedNote: null, fields: [field("clusterId", { without: null })] },
      ...(variants?.options ?? [{ id: null }]).map(({ id }) => ({
        ...{ title: "Own", variant: id, foldedNote: null },
        fields: fields.filter(({ path }) => id === null || path.startsWith(`${id}.`)),
      })),
    ],
  };
}

describe("a rule", () => {
  it("has to match the whole text, within the maximum length", () => {
    expect(["abc", "abcde"].map((text) => fieldProblem(NAME, text))).toEqual([null, null]);
    for (const wrong of ["", "abc\n", "abc1", "1abc", "abcdef", 7, null, ["abc"]])
      expect(fieldProblem(NAME, wrong)).toBe("Give a short name.");
  });

  it("refuses text that is too long before its expression is tried", () => {
    const costly = { kind: "text", pattern: "(a+)+b", maxLength: 10, sentence: "No." } as const;
    expect(fieldProblem(costly, "a".repeat(100_000))).toBe("No.");
  });

  it("accepts whole numbers within its bounds, as numbers", () => {
    const rule = { kind: "number", min: 1, max: 8 } as const;
    expect([1, 8].map((value) => fieldProblem(rule, value))).toEqual([null, null]);
    for (const wrong of [0, 9, 1.5, "4", Number.NaN, null])
      expect(fieldProblem(rule, wrong)).toBe("Give a whole number from 1 to 8.");
  });

  it("accepts one of its options", () => {
    const options = ["red", "blue"].map((value) => ({ value, label: value.toUpperCase() }));
    expect(fieldProblem({ kind: "choice", options }, "red")).toBeNull();
    for (const wrong of ["RED", "", 0, "toString"])
      expect(fieldProblem({ kind: "choice", options }, wrong)).toBe("Choose one of red, blue.");
  });
});

describe("an order", () => {
  const gpus = field("gpus", { rule: { kind: "number", min: 1, max: 8 } });

  it("is read from what was typed: a number where the field is one, and nothing where nothing was typed", () => {
    const form = formOf([gpus, field("zone")]);
    expect(readFields(form, { clusterId: " ab ", gpus: "4", zone: " " }, null).order).toEqual({
      clusterId: "ab",
      gpus: 4,
    });
    expect(readFields(form, { clusterId: "ab", gpus: "four" }, null).problems).toEqual({
      gpus: "Give a whole number from 1 to 8.",
    });
  });

  it("becomes the same text in whatever order its fields came, so that a second sending is noticed", () => {
    const form = formOf([gpus, field("zone")]);
    const orders = [
      { clusterId: "ab", gpus: 4, zone: "a" },
      { zone: "a", gpus: 4, clusterId: "ab" },
    ].map((input) => JSON.stringify(parseOrder(form, input)));
    expect(new Set(orders).size).toBe(1);
  });

  it("has exactly one variant, and may have that variant's own fields", () => {
    const options = ["metal", "cloud"].map((id) => ({ id, label: id, onlyInDemo: false }));
    const form = formOf([field("metal.rack", { without: null }), field("cloud.zone")], { legend: "Where", options });
    expect(parseOrder(form, { clusterId: "ab", metal: { rack: "r" } }).ok).toBe(true);
    expect(parseOrder(form, { clusterId: "ab", cloud: {} }).ok).toBe(true);
    const needed = { ok: false, problems: { metal: "Give metal, an object with rack." } };
    expect(parseOrder(form, { clusterId: "ab" })).toEqual(needed);
    expect(parseOrder(form, { clusterId: "ab", metal: { rack: "r" }, cloud: {} })).toEqual(needed);
    expect(parseOrder(form, { clusterId: "ab", metal: "r" })).toEqual(needed);
    expect(parseOrder(form, { clusterId: "ab", cloud: { rack: "r" } })).toMatchObject({
      problems: { "cloud.rack": expect.stringContaining("no field of this name") },
    });
  });

  it("never accepts an unknown field, and names only a few of them", () => {
    const form = formOf([field("zone")]);
    const made = JSON.parse('{"clusterId":"ab","__proto__":{"zone":"x"},"constructor":1}');
    const refused = parseOrder(form, made);
    expect(refused.ok ? [] : Object.keys(refused.problems)).toEqual(["__proto__", "constructor"]);
    const many = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`a${index}`, 1]));
    const flooded = parseOrder(form, { clusterId: "ab", ...many });
    expect(flooded.ok ? [] : Object.keys(flooded.problems)).toHaveLength(20);
  });

  it("asks for confirmation if two of its fields do not agree, and is accepted nevertheless", () => {
    const agreement = { part: "^(.)", with: "zone", otherwise: "The rack is in {part}." };
    const form = formOf([field("zone"), field("rack", { agreement })]);
    const warnings = (zone: string, rack: string) => {
      const { order } = readFields(form, { clusterId: "ab", zone, rack }, null);
      return order && warningsOf(form, order);
    };
    expect(warnings("a", "ab")).toEqual({});
    expect(warnings("b", "ab")).toEqual({ rack: "The rack is in a." });
  });
});
