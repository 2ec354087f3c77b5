import { describe, expect, it } from "vitest";
import { distinctNames, type Nameable } from "./distinct-names";

const item = (key: string, name: string, marks: string[], id = key): Nameable => ({ key, name, marks, id });
const namesOf = (...items: Nameable[]) => Object.fromEntries(distinctNames(items));

describe("equal names", () => {
  it("carry their provider, and others stay as they are", () => {
    expect(
      namesOf(
        item("a", "train", ["Shadeform", "Research"]),
        item("b", "train", ["TensorOne", "Prod"]),
        item("c", "infer", ["Shadeform", "Research"]),
      ),
    ).toEqual({ a: "train · Shadeform", b: "train · TensorOne" });
  });

  it("carry their account where the provider is the same", () => {
    expect(
      namesOf(
        item("a", "train", ["Shadeform", "Research"]),
        item("b", "train", ["Shadeform", "Prod"]),
        item("c", "train", ["TensorOne", "Other"]),
      ),
    ).toEqual({ a: "train · Research", b: "train · Prod", c: "train · TensorOne" });
  });

  it("carry the beginning of their id where nothing else differs, as much of it as is needed", () => {
    expect(
      namesOf(
        item("a", "train", ["Shadeform", "Prod"], "8eda86fe-1"),
        item("b", "train", ["Shadeform", "Prod"], "8eda86fe-2"),
        item("c", "train", ["Shadeform", "Prod"], "77aa00bb-3"),
      ),
    ).toEqual({ a: "train · 8eda86fe-1", b: "train · 8eda86fe-2", c: "train · 77aa00" });
  });

  it("never become a name that another has", () => {
    expect(
      namesOf(
        item("a", "train", ["Shadeform", "Prod"]),
        item("b", "train", ["TensorOne", "Prod"], "1234567"),
        item("c", "train · Shadeform", ["Shadeform", "Prod"]),
      ),
    ).toEqual({ a: "train · a", b: "train · TensorOne" });
  });
});
