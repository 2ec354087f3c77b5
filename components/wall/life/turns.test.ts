import { describe, expect, it } from "vitest";
import { turnsOf } from "./turns";

const usual = { wanted: null, hasProblems: true, showsCosts: true };

describe("turnsOf", () => {
  it("shows fleet and costs by itself, and problems while there are any", () => {
    expect(turnsOf(usual)).toEqual(["fleet", "problems", "costs"]);
    expect(turnsOf({ ...usual, hasProblems: false })).toEqual(["fleet", "costs"]);
  });

  it("shows what the URL asks for, once each and in its order", () => {
    expect(turnsOf({ ...usual, wanted: ["nodes", "fleet", "nodes"] })).toEqual(["nodes", "fleet"]);
    expect(turnsOf({ ...usual, wanted: ["problems"], hasProblems: false })).toEqual(["problems"]);
  });

  it("never shows costs to anybody who may not see them", () => {
    expect(turnsOf({ ...usual, showsCosts: false })).toEqual(["fleet", "problems"]);
    expect(turnsOf({ ...usual, wanted: ["costs"], showsCosts: false })).toEqual(["fleet"]);
    expect(turnsOf({ ...usual, wanted: [], showsCosts: false })).toEqual(["fleet"]);
  });
});
