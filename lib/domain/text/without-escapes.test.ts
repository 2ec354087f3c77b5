import { expect, it } from "vitest";
import { scrub } from "./scrub";
import { withoutEscapes } from "./without-escapes";

it.each([
  ["\u001B[1;31mERROR\u001B[0m disk full", "ERROR disk full"],
  ["\u001B[38;2;255;0;10mred\u001B[K", "red"],
  ["\u001B]0;a title\u0007step 1", "step 1"],
  ["\u001B]8;;https://a.example\u001B\\link\u001B]8;;\u001B\\", "link"],
  ["\u009B32mgreen", "green"],
  ["loss [31m is a text", "loss [31m is a text"],
])("removes what is meant for a terminal from %j", (text, plain) => {
  expect(withoutEscapes(text)).toBe(plain);
});

it("lets no colour hide a secret", () => {
  expect(scrub("used AKIA\u001B[33mABCDEFGHIJKLMNOP, ok", [])).toBe("used [secret], ok");
});
