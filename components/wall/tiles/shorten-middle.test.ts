import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphemesOf } from "@/lib/domain/text/graphemes";
import { firstThatFits, shortenMiddle } from "./shorten-middle";

const upTo = (max: number) => (text: string) => graphemesOf(text).length <= max;

describe("shortenMiddle", () => {
  it("keeps both ends of a name", () => {
    expect(shortenMiddle("train-llama-7-us-east", upTo(12))).toBe("train-…-east");
    expect(shortenMiddle("train-llama-7", upTo(13))).toBe("train-llama-7");
    expect(shortenMiddle("abc", upTo(1))).toBe("…");
  });

  it("never cuts a character in two", () => {
    expect(shortenMiddle("🦙🦙🦙🦙🦙", upTo(4))).toBe("🦙🦙…🦙");
    expect(shortenMiddle("👩‍👩‍👧👩🏽‍🚀🇩🇪-e\u0301", upTo(3))).toBe("👩‍👩‍👧…e\u0301");
  });

  it("keeps all that fits and no more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        const length = graphemesOf(shortenMiddle(text, upTo(max))).length;
        expect(length).toBe(Math.min(graphemesOf(text).length, max));
      }),
    );
  });
});

describe("firstThatFits", () => {
  it("says as much as there is room for", () => {
    const words = ["Unhealthy, running 3 d", "Unhealthy"];
    expect(firstThatFits(words, upTo(30))).toBe("Unhealthy, running 3 d");
    expect(firstThatFits(words, upTo(12))).toBe("Unhealthy");
    expect(firstThatFits(words, upTo(5))).toBe("Un…hy");
  });
});
