import { expect, it } from "vitest";
import { Refusal } from "../refusal";
import { createSoleAttemptLimit } from "./attempt-limit";
import { createRateLimit, createTurnLimit } from "./rate-limit";
import { GUEST_RULE, takeTurn, trySecret } from "./take-turn";

const refusal = { code: "rate-limited", retryAfterMs: expect.any(Number) };
const owner = { target: "owner@example.org", address: "203.0.113.9" };
const wrong = new Refusal("wrong-credentials", "");

function secretsAt(address = owner.address, limit = createSoleAttemptLimit(Date.now)) {
  let refusals = 0;
  const note = async () => {
    refusals += 1;
  };
  const failWith = (error: Error, from = address) =>
    trySecret(limit, { ...owner, address: from }, note, () => Promise.reject(error));
  return { failWith, refusals: () => refusals };
}

it("answers 429 with the wait to clients that have tried too often, and to nobody else, and has the first one recorded", async () => {
  const { failWith, refusals } = secretsAt();
  for (let tries = 0; tries < 5; tries += 1) await expect(failWith(wrong)).rejects.toBe(wrong);
  expect(refusals()).toBe(0);
  for (let tries = 0; tries < 3; tries += 1) await expect(failWith(wrong)).rejects.toMatchObject(refusal);
  expect(refusals()).toBe(1);
  await expect(failWith(wrong, "203.0.113.10")).rejects.toBe(wrong);
});

it.each([new Error("The database went away."), new Refusal("busy", "")])(
  "counts no attempt if the secret was not compared: %s",
  async (error) => {
    const { failWith } = secretsAt();
    for (let tries = 0; tries < 100; tries += 1) await expect(failWith(error)).rejects.toBe(error);
    for (let tries = 0; tries < 5; tries += 1) await expect(failWith(wrong)).rejects.toBe(wrong);
    await expect(failWith(wrong)).rejects.toMatchObject(refusal);
  },
);

it("lets two hundred guests behind one address ask anew whenever something changes, every four seconds for an hour", () => {
  const limit = createRateLimit(GUEST_RULE);
  const refused = Array.from({ length: 900 }, (_, change) => change * 4_000).flatMap((now) =>
    Array.from({ length: 200 }, () => {
      const waitMs = limit.waitMs("office", now);
      limit.take("office", now);
      return waitMs;
    }).filter((waitMs) => waitMs > 0),
  );
  expect(refused).toEqual([]);
});

it("answers 429 to an address that asks more than an office would, including its IPv6 neighbours, and to nobody else", () => {
  const limit = createTurnLimit(createRateLimit(GUEST_RULE), () => 0);
  const ask = (address: string) => () => takeTurn(limit, address);
  const askOften = () => {
    for (let asked = 0; asked < 10_000; asked += 1) ask("2001:db8::1")();
  };
  expect(askOften).toThrow("Too many requests");
  expect(ask("2001:db8::2")).toThrow("Too many requests");
  expect(ask("203.0.113.9")).not.toThrow();
});
