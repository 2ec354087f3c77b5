import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit";
import { createRecentKeys } from "./recent-keys";

const rule = { burst: 3, everyMs: 1_000 };

describe("createRateLimit", () => {
  it("gives a burst, then one turn per interval", () => {
    const limit = createRateLimit(rule);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(limit.waitMs("a", 0)).toBe(0);
      limit.take("a", 0);
    }
    expect(limit.waitMs("a", 0)).toBe(1_000);
    expect(limit.waitMs("a", 400)).toBe(600);
    expect(limit.waitMs("a", 1_000)).toBe(0);
    expect(limit.waitMs("b", 0)).toBe(0);
  });

  it("never makes anybody wait longer than for one turn, however many were taken and however the clock moves", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.nat(5)));
    fc.assert(
      fc.property(steps, (moves) => {
        const limit = createRateLimit(rule);
        let now = 1_000_000;
        for (const [moved, takes] of moves) {
          now += moved;
          for (let taken = 0; taken < takes; taken += 1) limit.take("a", now);
          expect(limit.waitMs("a", now)).toBeLessThanOrEqual(rule.everyMs);
        }
      }),
    );
  });

  it("gives back what was taken, and no more", () => {
    const limit = createRateLimit(rule);
    for (let turn = 0; turn < 3; turn += 1) limit.take("a", 0);
    limit.giveBack("a");
    limit.giveBack("b");
    expect(limit.waitMs("a", 0)).toBe(0);
    limit.take("a", 0);
    expect(limit.waitMs("a", 0)).toBe(1_000);
    for (let turn = 0; turn < 9; turn += 1) limit.giveBack("a");
    for (let turn = 0; turn < 3; turn += 1) limit.take("a", 0);
    expect(limit.waitMs("a", 0)).toBe(1_000);
  });

  it("does not forget a busy key because of many keys that are used once", () => {
    const limit = createRateLimit(rule);
    for (let turn = 0; turn < 3; turn += 1) limit.take("a", 0);
    for (let stranger = 0; stranger < 50_000; stranger += 1) limit.take(`stranger ${stranger}`, 1);
    expect(limit.waitMs("a", 1)).toBe(999);
  });

  it("lets through at most the burst and one turn per interval since", () => {
    const pauses = fc.array(fc.nat(700), { maxLength: 200 });
    fc.assert(
      fc.property(pauses, (gaps) => {
        const limit = createRateLimit(rule);
        let now = 0;
        let admitted = 0;
        for (const gap of gaps) {
          now += gap;
          if (limit.waitMs("a", now) > 0) continue;
          limit.take("a", now);
          admitted += 1;
        }
        expect(admitted).toBeLessThanOrEqual(rule.burst + Math.floor(now / rule.everyMs));
      }),
    );
  });
});

describe("createRecentKeys", () => {
  it("forgets the least recently set key rather than grow", () => {
    const keys = createRecentKeys<number>(2);
    keys.set("a", 1);
    keys.set("b", 2);
    keys.set("a", 3);
    keys.set("c", 4);
    expect(["a", "b", "c"].map(keys.get)).toEqual([3, undefined, 4]);
  });
});
