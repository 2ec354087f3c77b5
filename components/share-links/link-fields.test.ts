import { expect, it } from "vitest";
import { secretOf, textOf } from "./link-fields";

it("takes a text without the spaces around it, and a secret with them", () => {
  const form = new FormData();
  form.set("field", " correct horse ");
  expect(textOf(form, "field")).toBe("correct horse");
  expect(secretOf(form, "field")).toBe(" correct horse ");
  expect([textOf(form, "none"), secretOf(form, "none")]).toEqual(["", ""]);
});
