import { expect, it } from "vitest";
import { createExportPlaces } from "./export-places";

it("has one place for each person, and two in all", () => {
  const places = createExportPlaces();
  const giveBack = places.take("ada");
  expect(places.take("ada")).toBe("person-has-one");
  expect(places.take("bob")).toBeTypeOf("function");
  expect(places.take("cyd")).toBe("all-taken");
  if (typeof giveBack === "function") giveBack();
  expect(places.take("cyd")).toBeTypeOf("function");
});

it("is not confused by a place that is returned twice", () => {
  const places = createExportPlaces();
  const giveBack = places.take("ada");
  if (typeof giveBack !== "function") throw new Error("There was no place");
  giveBack();
  expect(places.take("ada")).toBeTypeOf("function");
  giveBack();
  expect(places.take("ada")).toBe("person-has-one");
});
