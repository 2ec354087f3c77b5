import { describe, expect, it } from "vitest";
import { fitHeadline } from "./fit-headline";

/** Every character is half as wide as the type is high. */
const widthOf = (text: string) => text.length / 2;
const tall = (width: number) => ({ width, height: 96 });

describe("fitHeadline", () => {
  it("takes the largest type with which the sentence fits on one line", () => {
    expect(fitHeadline("Nothing needs attention", "14 of 14 reporting", tall(180), widthOf)).toEqual({
      size: 11,
      isRestBeside: true,
    });
  });

  it("puts the rest below if both do not fit side by side", () => {
    expect(fitHeadline("2 clusters need attention", "37 of 40 reporting", tall(173), widthOf).isRestBeside).toBe(false);
  });

  it("shrinks what does not fit, on one line or two", () => {
    expect(fitHeadline("None of 14 clusters is reporting", "", tall(168), widthOf).size).toBe(10.5);
    expect(fitHeadline("Nothing needs attention", "", tall(53), widthOf).size).toBe(8);
  });

  it("keeps to one line if the picture is drawn so large that a second would take too much of its height", () => {
    expect(fitHeadline("2 clusters need attention", "", { width: 84, height: 50 }, widthOf).size).toBe(6.5);
    expect(fitHeadline("2 clusters need attention", "", tall(84), widthOf).size).toBe(8);
  });

  it("never goes below the smallest type, however long the sentence", () => {
    expect(
      fitHeadline("A sentence that has far too many words for a screen like this", "", tall(53), widthOf).size,
    ).toBe(5);
    expect(fitHeadline("Donaudampfschifffahrtsgesellschaft", "", tall(53), widthOf).size).toBe(5);
  });
});
