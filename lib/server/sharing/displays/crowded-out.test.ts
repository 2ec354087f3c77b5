import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowdedOut } from "./crowded-out";

/** The screens that are waiting after all of these have asked, one after the other. */
function waitingAfter(addresses: Iterable<string>): { address: string; order: number }[] {
  let waiting: { address: string; order: number }[] = [];
  let order = 0;
  for (const address of addresses) {
    const out = new Set(crowdedOut(waiting, address));
    order += 1;
    waiting = [...waiting.filter((screen) => !out.has(screen)), { address, order }];
  }
  return waiting;
}

describe("crowdedOut", () => {
  it("lets one address have 40 codes at a time, its IPv6 neighbours included, and ends its oldest for a new one", () => {
    const waiting = waitingAfter(Array.from({ length: 100 }, (_, index) => `2001:db8::${index}`));
    expect(waiting.map(({ order }) => order)).toEqual(Array.from({ length: 40 }, (_, index) => 61 + index));
  });

  it("never lets more than 1 000 screens wait, and makes room for one more by dropping one from the address that has the most", () => {
    const asking = fc.array(fc.nat(400), { minLength: 1_200, maxLength: 1_500 });
    fc.assert(
      fc.property(asking, (numbers) => {
        const crowd = numbers.map((number) => `198.51.${number % 7}.${number % 250}`);
        const waiting = waitingAfter(["203.0.113.9", ...crowd]);
        expect(waiting.length).toBeLessThanOrEqual(1_000);
        expect(waiting.map(({ address }) => address)).toContain("203.0.113.9");
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  it("lets a screen wait its whole time beside 900 addresses that keep asking", () => {
    function* crowd(): Generator<string> {
      yield "203.0.113.9";
      for (let asked = 0; asked < 2_700; asked += 1)
        yield `198.51.${Math.floor((asked % 900) / 250)}.${(asked % 900) % 250}`;
    }
    expect(waitingAfter(crowd())[0]).toEqual({ address: "203.0.113.9", order: 1 });
  });
});
