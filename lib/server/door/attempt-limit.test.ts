import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTEMPT_RULES, type Attempt, createAttemptLimit } from "./attempt-limit";

const owner: Attempt = { account: "owner@example.org", address: "203.0.113.9" };
const ownerIn = { admitted: true, delayMs: 0 };

/** Attempts of a stranger with whatever accounts, the owner's among them, at whatever pace. */
function strangersFrom(addresses: fc.Arbitrary<string>) {
  const accounts = fc.oneof(fc.constant(owner.account), fc.constant(" OWNER@example.org"), fc.emailAddress());
  return fc.array(fc.record({ account: accounts, address: addresses, pauseMs: fc.nat(2_000) }), { maxLength: 300 });
}

describe("createAttemptLimit", () => {
  it("lets the owner in from another address, whatever a stranger does on theirs", () => {
    fc.assert(
      fc.property(strangersFrom(fc.constantFrom("198.51.100.1", "198.51.100.2", "2001:db8::1")), (attempts) => {
        const limit = createAttemptLimit();
        let now = 0;
        for (const { pauseMs, ...attempt } of attempts) {
          now += pauseMs;
          limit.attempt(attempt, now);
        }
        const verdict = limit.attempt(owner, now);
        expect(verdict.admitted && verdict.delayMs <= ATTEMPT_RULES.longestDelayMs).toBe(true);
      }),
    );
  });

  it("lets a colleague who has signed in from the office before in at once, whatever others try there", () => {
    const otherAccounts = fc.array(fc.emailAddress(), { minLength: 100, maxLength: 200 });
    fc.assert(
      fc.property(otherAccounts, (accounts) => {
        const limit = createAttemptLimit();
        expect(limit.attempt(owner, 0)).toEqual(ownerIn);
        limit.succeeded(owner);
        for (const account of accounts) limit.attempt({ ...owner, account }, 1);
        expect(limit.attempt(owner, 1)).toEqual(ownerIn);
      }),
      { numRuns: 20 },
    );
  });

  it("admits few guesses at one account from one address, also through the addresses of one IPv6 network", () => {
    const limit = createAttemptLimit();
    let admitted = 0;
    for (let second = 0; second < 3_600; second += 1) {
      const address = `2001:db8::${second.toString(16)}`;
      if (limit.attempt({ account: owner.account, address }, second * 1_000).admitted) admitted += 1;
    }
    expect(admitted).toBe(5 + 3_600 / 30 - 1);
  });

  it("lets a whole office sign in one after the other", () => {
    const limit = createAttemptLimit();
    for (let person = 0; person < 60; person += 1) {
      expect(limit.attempt({ account: `person-${person}@example.org`, address: owner.address }, person)).toEqual(
        ownerIn,
      );
    }
  });

  it("says when the next attempt may be made", () => {
    const limit = createAttemptLimit();
    for (let attempt = 0; attempt < 5; attempt += 1) limit.attempt(owner, 0);
    expect(limit.attempt(owner, 10_000)).toMatchObject({ admitted: false, retryAfterMs: 20_000 });
    expect(limit.attempt(owner, 30_000)).toEqual(ownerIn);
  });

  it("calls one refusal in ten minutes the first, of a pair and of an address that tries ever other accounts", () => {
    const firstsOf = (account: (guess: number) => string) => {
      const limit = createAttemptLimit();
      const verdicts = Array.from({ length: 2_000 }, (_, guess) =>
        limit.attempt({ account: account(guess), address: owner.address }, guess * 100),
      );
      return verdicts.filter((verdict) => !verdict.admitted && verdict.isFirst).length;
    };
    expect(firstsOf(() => owner.account)).toBe(1);
    expect(firstsOf((guess) => `${guess}@example.org`)).toBe(1);
    const limit = createAttemptLimit();
    for (let guess = 0; guess < 6; guess += 1) limit.attempt(owner, 0);
    expect(limit.attempt(owner, 1)).toMatchObject({ isFirst: false });
    for (let guess = 0; guess < 25; guess += 1) limit.attempt(owner, 600_000);
    expect(limit.attempt(owner, 600_000)).toMatchObject({ isFirst: false });
  });

  it("makes guesses at one account from many addresses wait one behind the other, and refuses more than can wait", () => {
    const limit = createAttemptLimit();
    const guess = (now: number, index: number) =>
      limit.attempt({ account: owner.account, address: `198.51.100.${index}` }, now);
    const verdicts = Array.from({ length: 200 }, (_, index) => guess(0, index));
    const delays = verdicts.flatMap((verdict) => (verdict.admitted ? [verdict.delayMs] : []));
    expect(delays.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 0));
    expect(delays.slice(20)).toEqual([3_000, 6_000]);
    expect(verdicts.at(-1)).toMatchObject({ admitted: false, retryAfterMs: 3_000 });
    expect(guess(3_000, 200)).toEqual({ admitted: true, delayMs: 6_000 });
  });

  it("lets the owner pass that queue from where they have signed in before", () => {
    const limit = createAttemptLimit();
    limit.succeeded(owner);
    for (let index = 0; index < 200; index += 1) {
      limit.attempt({ account: owner.account, address: `198.51.100.${index}` }, 0);
    }
    expect(limit.attempt(owner, 0)).toEqual(ownerIn);
  });
});
