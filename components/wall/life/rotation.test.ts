import { describe, expect, it } from "vitest";
import { openRotation, type Rotation, type RotationInput, rotate } from "./rotation";

const SECOND = 1_000;
const input = (change: Partial<RotationInput> = {}): RotationInput => ({
  now: 0,
  down: [],
  views: ["fleet", "costs"],
  dwellMs: 30 * SECOND,
  ...change,
});

/** What is shown after each of these moments, in seconds. */
function shown(moments: readonly (readonly [second: number, change?: Partial<RotationInput>])[]): string[] {
  let rotation: Rotation | null = null;
  return moments.map(([second, change]) => {
    const next = input({ ...change, now: second * SECOND });
    rotation = rotation === null ? openRotation(next, new Map()) : rotate(rotation, next);
    return rotation.view;
  });
}

describe("rotate", () => {
  it("shows each view for its time, and begins again", () => {
    expect(shown([[0], [29], [30], [59], [60]])).toEqual(["fleet", "fleet", "costs", "costs", "fleet"]);
  });

  it("changes nothing between turns, so that nothing is drawn again", () => {
    const first = openRotation(input({ down: ["a"] }), new Map());
    expect(rotate(first, input({ now: 20 * SECOND, down: ["a"] }))).toBe(first);
    const held = rotate(first, input({ now: 20 * SECOND, down: ["a", "b"] }));
    expect(rotate(held, input({ now: 90 * SECOND, down: ["a", "b"] }))).toBe(held);
  });

  it("stays where there is one view", () => {
    const views = ["fleet"] as const;
    expect(
      shown([
        [0, { views }],
        [31, { views }],
        [62, { views }],
      ]),
    ).toEqual(["fleet", "fleet", "fleet"]);
  });

  it("after a sleep goes on by one view only", () => {
    expect(shown([[0], [100_000]])).toEqual(["fleet", "costs"]);
  });

  it("leaves a view that is shown no more", () => {
    const views = ["fleet", "problems"] as const;
    expect(shown([[0, { views }], [30, { views }], [31]])).toEqual(["fleet", "problems", "fleet"]);
  });

  it("is taken by a new critical problem at once, also where problems have no turn, and held while it lasts", () => {
    const down = ["a"];
    expect(shown([[0], [5, { down }], [40, { down }], [400, { down }]])).toEqual([
      "fleet",
      "problems",
      "problems",
      "problems",
    ]);
  });

  it("is held until the problem has been gone for two minutes", () => {
    const down = ["a"];
    expect(shown([[0], [5, { down }], [50], [169], [170], [199], [200]])).toEqual([
      "fleet",
      "problems",
      "problems",
      "problems",
      "fleet",
      "fleet",
      "costs",
    ]);
  });

  it("restarts the two minutes for a problem that comes back", () => {
    const down = ["a"];
    expect(shown([[0], [5, { down }], [10], [100, { down }], [110], [229], [230]])).toEqual([
      "fleet",
      "problems",
      "problems",
      "problems",
      "problems",
      "problems",
      "fleet",
    ]);
  });

  it("is not taken by what was down when it was opened, until that recovers and fails again", () => {
    const down = ["a"];
    expect(shown([[0, { down }], [10, { down }], [12], [14, { down }]])).toEqual([
      "fleet",
      "fleet",
      "fleet",
      "problems",
    ]);
  });

  it("is still held after its page has reloaded, by what is down and by what has been gone for less than two minutes", () => {
    const down = ["a"];
    const opened = openRotation(input({ down: ["a", "old"] }), new Map([["a", null]]));
    expect(opened).toMatchObject({ view: "problems", known: new Set(["old"]) });
    expect(rotate(opened, input({ now: 400 * SECOND, down })).view).toBe("problems");

    const gone = openRotation(input(), new Map([["a", -100 * SECOND]]));
    expect(gone.view).toBe("problems");
    expect(rotate(gone, input({ now: 19 * SECOND })).view).toBe("problems");
    expect(rotate(gone, input({ now: 20 * SECOND })).view).toBe("fleet");
  });

  it("is held by each of several problems", () => {
    expect(shown([[0], [5, { down: ["a"] }], [60, { down: ["b"] }], [180, { down: ["b"] }], [200], [320]])).toEqual([
      "fleet",
      "problems",
      "problems",
      "problems",
      "problems",
      "fleet",
    ]);
  });
});
