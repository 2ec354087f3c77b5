import { expect, it } from "vitest";
import { createExportSlots } from "./export-slots";

it("has one slot for each person, and two in all", () => {
  const slots = createExportSlots();
  const giveBack = slots.take("ada");
  expect(slots.take("ada")).toBe("person-has-one");
  expect(slots.take("bob")).toBeTypeOf("function");
  expect(slots.take("cyd")).toBe("all-taken");
  if (typeof giveBack === "function") giveBack();
  expect(slots.take("cyd")).toBeTypeOf("function");
});

it("is not confused by a slot that is given back twice", () => {
  const slots = createExportSlots();
  const giveBack = slots.take("ada");
  if (typeof giveBack !== "function") throw new Error("There was no slot");
  giveBack();
  expect(slots.take("ada")).toBeTypeOf("function");
  giveBack();
  expect(slots.take("ada")).toBe("person-has-one");
});
