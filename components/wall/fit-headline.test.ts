import { describe, expect, it } from "vitest";
import { fitHeadline } from "./fit-headline";

/** Every character half as wide as the type is large. */
const widthOf = (text: string) => text.length / 2;

describe("fitHeadline", () => {
  it("takes the largest type where the sentence fits in one line", () => {
    expect(fitHeadline("Nothing needs attention", "14 of 14 reporting", 180, widthOf)).toEqual({
      size: 11,
      isRestBeside: true,
    });
  });

  it("puts the rest below where both do not fit beside each other", () => {
    expect(fitHeadline("2 clusters need attention", "37 of 40 reporting", 173, widthOf).isRestBeside).toBe(false);
  });

  it("shrinks what does not fit, in one line or in two", () => {
    expect(fitHeadline("None of 14 clusters is reporting", "", 168, widthOf).size).toBe(10.5);
    expect(fitHeadline("Nothing needs attention", "", 53, widthOf).size).toBe(8);
  });

  it("never goes below the smallest type, however long the sentence", () => {
    expect(fitHeadline("A sentence that has far too many words for a screen like this", "", 53, widthOf).size).toBe(5);
    expect(fitHeadline("Donaudampfschifffahrtsgesellschaft", "", 53, widthOf).size).toBe(5);
  });
});
