import { expect, it } from "vitest";
import { mentions } from "./mentions";

const PROVIDER = ["prime-intellect", "Prime Intellect", "aws"];
const REGION = ["us-central1", "Iowa", "EU"];

it.each([
  ["Prime Intellect cluster", PROVIDER, true],
  ["PRIME_INTELLECT-7", PROVIDER, true],
  ["train-prime", PROVIDER, true],
  ["primeintellect2", PROVIDER, true],
  ["AWS us-east-1", PROVIDER, true],
  ["train-llama-7", PROVIDER, false],
  ["lawsuit", PROVIDER, false],
  ["", PROVIDER, false],
  ["train us-central1", REGION, true],
  ["USCENTRAL1_train", REGION, true],
  ["train-iowa", REGION, true],
  ["eu.train", REGION, true],
  ["neural", REGION, false],
  ["train", [], false],
  ["train", [""], false],
])("%j mentions one of %j: %s", (text, names, isMentioned) => {
  expect(mentions(text, names)).toBe(isMentioned);
});
