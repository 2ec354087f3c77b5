import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { type Attempt, type CountingLimit, createAttemptLimit } from "./attempt-limit";

const owner: Attempt = { target: "owner@example.org", address: "203.0.113.9" };
const ownerIn = { admitted: true };

/** Attempts by a stranger at any targets, the owner's among them, at any pace. */
function strangersFrom(addresses: fc.Arbitrary<string>) {
  const targets = fc.oneof(fc.constant(owner.target), fc.constant(" OWNER@example.org"), fc.emailAddress());
  return fc.array(fc.record({ target: targets, address: addresses, pauseMs: fc.nat(2_000) }), { maxLength: 300 });
}

describe("createAttemptLimit", () => {
  it("lets the owner in from another address, whatever a stranger does from their own", () => {
    fc.assert(
      fc.property(strangersFrom(fc.constantFrom("198.51.100.1", "198.51.100.2", "2001:db8::1")), (attempts) => {
        const limit = createAttemptLimit();
        let now = 0;
        for (const { pauseMs, ...attempt } of attempts) {
          now += pauseMs;
          limit.attempt(attempt, now);
        }
        expect(limit.attempt(owner, now)).toMatchObject(ownerIn);
      }),
    );
  });

  it("lets a colleague in at once who has signed in from the office before, whatever others try there", () => {
    const otherTargets = fc.array(fc.emailAddress(), { minLength: 100, maxLength: 200 });
    fc.assert(
      fc.property(otherTargets, (targets) => {
        const limit = createAttemptLimit();
        expect(limit.attempt(owner, 0)).toMatchObject(ownerIn);
        limit.succeeded(owner);
        for (const target of targets) limit.attempt({ ...owner, target }, 1);
        expect(limit.attempt(owner, 1)).toMatchObject(ownerIn);
      }),
      { numRuns: 20 },
    );
  });

  it("admits few guesses at one target from one address, even through all addresses of one IPv6 network", () => {
    const limit = createAttemptLimit();
    let admitted = 0;
    for (let second = 0; second < 3_600; second += 1) {
      const address = `2001:db8::${second.toString(16)}`;
      if (limit.attempt({ target: owner.target, address }, second * 1_000).admitted) admitted += 1;
    }
    expect(admitted).toBe(5 + 3_600 / 30 - 1);
  });

  it("lets a whole office sign in one after the other", () => {
    const limit = createAttemptLimit();
    for (let person = 0; person < 60; person += 1) {
      expect(limit.attempt({ target: `person-${person}@example.org`, address: owner.address }, person)).toMatchObject(
        ownerIn,
      );
    }
  });

  it("says when the next attempt may be made", () => {
    const limit = createAttemptLimit();
    for (let attempt = 0; attempt < 5; attempt += 1) limit.attempt(owner, 0);
    expect(limit.attempt(owner, 10_000)).toMatchObject({ admitted: false, retryAfterMs: 20_000 });
    expect(limit.attempt(owner, 30_000)).toMatchObject(ownerIn);
  });

  it("calls one refusal in ten minutes the first, for a pair and for an address that keeps changing targets", () => {
    const firstsOf = (target: (guess: number) => string) => {
      const limit = createAttemptLimit();
      const verdicts = Array.from({ length: 2_000 }, (_, guess) =>
        limit.attempt({ target: target(guess), address: owner.address }, guess * 100),
      );
      return verdicts.filter((verdict) => !verdict.admitted && verdict.isFirst).length;
    };
    expect(firstsOf(() => owner.target)).toBe(1);
    expect(firstsOf((guess) => `${guess}@example.org`)).toBe(1);
    const limit = createAttemptLimit();
    for (let guess = 0; guess < 6; guess += 1) limit.attempt(owner, 0);
    expect(limit.attempt(owner, 1)).toMatchObject({ isFirst: false });
    for (let guess = 0; guess < 25; guess += 1) limit.attempt(owner, 600_000);
    expect(limit.attempt(owner, 600_000)).toMatchObject({ isFirst: false });
  });

  /**
   * Strangers from many addresses try the owner's password, each at its own interval, while `meanwhile` happens every
   * hour.
   */
  function besiege(
    limit: CountingLimit,
    { addresses, everyMs, hours }: { addresses: number; everyMs: number; hours: number },
    meanwhile: (now: number, hour: number) => void,
  ): number {
    let guesses = 0;
    for (let hour = 0; hour < hours; hour += 1) {
      for (let now = hour * HOUR_MS; now < (hour + 1) * HOUR_MS; now += everyMs) {
        for (let index = 0; index < addresses; index += 1) {
          const address = `198.51.${Math.floor(index / 250)}.${index % 250}`;
          if (limit.attempt({ target: owner.target, address }, now).admitted) guesses += 1;
        }
      }
      meanwhile((hour + 1) * HOUR_MS - 1, hour);
    }
    return guesses;
  }

  it.each([
    { addresses: 40, everyMs: 20_000, hours: 24 },
    { addresses: 1_000, everyMs: 300_000, hours: 24 },
  ])(
    "lets the owner in at each of 8 new places an hour, though mistyping twice, while strangers guess from $addresses addresses, and those few times a day",
    (siege) => {
      const limit = createAttemptLimit();
      const guesses = besiege(limit, siege, (now, hour) => {
        for (let place = 0; place < 8; place += 1) {
          const there = { ...owner, address: `203.0.${hour}.${place}` };
          for (let tries = 0; tries < 3; tries += 1) expect(limit.attempt(there, now)).toMatchObject(ownerIn);
          limit.succeeded(there);
          for (let again = 0; again < 4; again += 1) expect(limit.attempt(there, now)).toMatchObject(ownerIn);
        }
      });
      expect(guesses).toBeLessThanOrEqual(14_100);
    },
  );

  it("bounds the guesses at one target, from however many addresses, the networks of an IPv6 site among them", () => {
    const limit = createAttemptLimit();
    let [guesses, ofOneSite] = [0, 0];
    for (let network = 0; network < 60_000; network += 1) {
      const hex = network.toString(16);
      const now = network * 1_440;
      if (limit.attempt({ ...owner, address: `2001:db8:${hex}::1` }, now).admitted) guesses += 1;
      if (limit.attempt({ target: "other@example.org", address: `2001:db8:1:${hex}::1` }, now).admitted) ofOneSite += 1;
    }
    expect(guesses).toBeLessThanOrEqual(14_100);
    expect(ofOneSite).toBeLessThanOrEqual(20 + 2_880 + 60 + 60);
  });

  it("does not start counting again because strangers try tens of thousands of other targets", () => {
    const limit = createAttemptLimit();
    const guess = () => {
      const addresses = Array.from({ length: 40 }, (_, index) => `198.51.100.${index}`);
      const tries = addresses.flatMap((address) =>
        Array.from({ length: 5 }, () => limit.attempt({ ...owner, address }, 0)),
      );
      return tries.filter(({ admitted }) => admitted).length;
    };
    expect(guess()).toBe(20 + 36 * 3);
    for (let index = 0; index < 60_000; index += 1) {
      limit.attempt({ target: `${index}@example.org`, address: `192.0.${Math.floor(index / 250)}.${index % 250}` }, 0);
    }
    expect(guess()).toBe(0);
  });

  it("counts the attempts of a known device separately, whatever strangers do and wherever it is", () => {
    const limit = createAttemptLimit();
    const at = (address: string) => limit.attempt({ ...owner, address, device: "laptop" }, 0);
    besiege(limit, { addresses: 1_000, everyMs: 300_000, hours: 1 }, () => {});
    for (let tries = 0; tries < 5; tries += 1) expect(at(`198.51.0.${tries}`)).toMatchObject(ownerIn);
    expect(at("198.51.0.9")).toMatchObject({ admitted: false });
    expect(limit.attempt({ ...owner, address: "198.51.0.9", device: "phone" }, 0)).toMatchObject(ownerIn);
  });

  it("lets the owner in from where they have signed in before, whatever strangers do", () => {
    const limit = createAttemptLimit();
    limit.succeeded(owner);
    besiege(limit, { addresses: 1_000, everyMs: 300_000, hours: 1 }, () => {});
    expect(limit.attempt(owner, HOUR_MS)).toMatchObject(ownerIn);
  });

  it("gives back everything that an attempt took", () => {
    const limit = createAttemptLimit();
    for (let tries = 0; tries < 100; tries += 1) {
      const verdict = limit.attempt(owner, 0);
      expect(verdict).toMatchObject(ownerIn);
      if (verdict.admitted) verdict.giveBack();
    }
  });
});
