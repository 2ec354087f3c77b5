import { expect, it } from "vitest";
import { mentionsProvider } from "./provider-mentions";

const owners = { provider: { id: "prime-intellect", label: "Prime Intellect" }, cloud: "aws" };

it.each([
  ["Prime Intellect cluster", true],
  ["PRIME_INTELLECT-7", true],
  ["train-prime", true],
  ["primeintellect2", true],
  ["AWS us-east-1", true],
  ["train-aws-2", true],
  ["train-llama-7", false],
  ["lawsuit", false],
  ["", false],
])("%j gives its provider away: %s", (text, isGiven) => {
  expect(mentionsProvider(text, owners)).toBe(isGiven);
});

it("takes no text for a mention of a cloud that is not known", () => {
  expect(mentionsProvider("train", { provider: { id: "one", label: "One" }, cloud: null })).toBe(false);
});
