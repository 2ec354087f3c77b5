import { expect, it } from "vitest";
import { secretOf, textOf } from "./link-fields";

it("trims the spaces around a text, but not around a secret", () => {
  const form = new FormData();
  form.set("field", " correct horse ");
  expect(textOf(form, "field")).toBe("correct horse");
  expect(secretOf(form, "field")).toBe(" correct horse ");
  expect([textOf(form, "none"), secretOf(form, "none")]).toEqual(["", ""]);
});
