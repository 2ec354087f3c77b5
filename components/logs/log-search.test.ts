import { describe, expect, it } from "vitest";
import { findLines, nextMatch, splitAtMatches } from "./log-search";

const lines = ["NCCL timeout", "step 1", "nccl ok"].map((text) => ({ at: null, level: null, text }));

describe("searching a log", () => {
  it("finds lines regardless of case, and none for an empty search", () => {
    expect(findLines(lines, "Nccl")).toEqual([0, 2]);
    expect(findLines(lines, "")).toEqual([]);
  });

  it("reads what is typed as text, not as a pattern", () => {
    expect(findLines(lines, ".")).toEqual([]);
  });

  it.each([
    [null, -1, 9],
    [9, -1, 5],
    [4, -1, 2],
    [2, -1, 9],
    [2, 1, 5],
    [9, 1, 2],
  ] as const)("goes from %s by %d to %d, round and round", (from, step, to) => {
    expect(nextMatch([2, 5, 9], from, step)).toBe(to);
  });

  it("goes nowhere without a match", () => {
    expect(nextMatch([], 3, 1)).toBeNull();
  });
});

describe("the pieces of a line", () => {
  it.each([
    ["loss 1.9 Loss", "loss", ["", "loss", " 1.9 ", "Loss", ""]],
    ["step", "loss", ["step"]],
    ["step", "", ["step"]],
    ["aaa", "aa", ["", "aa", "a"]],
    ["İ loss", "loss", ["İ loss"]],
  ])("of %s searched for %s are unchanged", (text, search, pieces) => {
    expect(splitAtMatches(text, search)).toEqual(pieces);
    expect(splitAtMatches(text, search).join("")).toBe(text);
  });
});
