import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { iconSvg } from "./icon-svg";

it("public/icon.svg is drawn from the same deck as the wordmark", () => {
  expect(readFileSync("public/icon.svg", "utf8")).toBe(iconSvg("rounded"));
});
