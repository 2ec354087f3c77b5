import { describe, expect, it } from "vitest";
import { sumUpReasons } from "./sum-up-reasons";

const NAMES = Array.from({ length: 20 }, (_, index) => `worker-${index + 1}`);

describe("the reasons for a cluster's health", () => {
  it("stay as they are while there are few", () => {
    const few = NAMES.slice(0, 8).map((name) => `${name} is in error`);
    expect(sumUpReasons(few, NAMES)).toEqual(few);
  });

  it.each<[(name: string) => string, string]>([
    [(name) => `${name} is in error`, "worker-1, worker-2 and 18 others are in error"],
    [(name) => `${name}: Its test failed`, "worker-1, worker-2 and 18 others: their test failed"],
    [(name) => `${name}: gone`, "worker-1, worker-2 and 18 others: gone"],
    [
      (name) => `SSH for ${name} is left out: it has no address`,
      "SSH for worker-1, worker-2 and 18 others is left out: it has no address",
    ],
  ])("name two nodes of many and count the others", (reasonOf, words) => {
    expect(sumUpReasons(["The cluster is degraded", ...NAMES.map(reasonOf)], NAMES)).toEqual([
      "The cluster is degraded",
      words,
    ]);
  });

  it("know names with spaces and colons", () => {
    const names = NAMES.map((name) => `${name}: rack 4`);
    expect(
      sumUpReasons(
        names.map((name) => `${name} was reclaimed by Shadeform`),
        names,
      ),
    ).toEqual(["worker-1: rack 4, worker-2: rack 4 and 18 others were reclaimed by Shadeform"]);
  });

  it("are bounded where each node has its own", () => {
    const own = NAMES.map((name, index) => `${name}: failure ${index}`);
    expect(sumUpReasons(own, NAMES)).toEqual([...own.slice(0, 8), "and 12 more reasons"]);
  });
});
