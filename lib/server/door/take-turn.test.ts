import { expect, it } from "vitest";
import { createAttemptLimit } from "./attempt-limit";
import { createRateLimit } from "./rate-limit";
import { GUEST_RULE, takeAttempt, takeTurn } from "./take-turn";

const refusal = { status: 429, problem: { code: "rate-limited" }, headers: { "Retry-After": expect.any(String) } };

it("answers 429 with the wait to who has tried too often, and to nobody else, and has the first one noted", async () => {
  const limit = createAttemptLimit();
  const attempt = { account: "owner@example.org", address: "203.0.113.9" };
  let refusals = 0;
  const note = async () => {
    refusals += 1;
  };
  for (let tries = 0; tries < 5; tries += 1) await takeAttempt(limit, attempt, note);
  expect(refusals).toBe(0);
  for (let tries = 0; tries < 3; tries += 1) {
    await expect(takeAttempt(limit, attempt, note)).rejects.toMatchObject(refusal);
  }
  expect(refusals).toBe(1);
  await takeAttempt(limit, { ...attempt, address: "203.0.113.10" }, note);
});

it("answers 429 to an address that asks more than an office would, its IPv6 neighbours included, and to nobody else", () => {
  const limit = createRateLimit(GUEST_RULE);
  const ask = (address: string) => () => takeTurn(limit, address);
  const askOften = () => {
    for (let asked = 0; asked < 10_000; asked += 1) ask("2001:db8::1")();
  };
  expect(askOften).toThrow("Too many requests");
  expect(ask("2001:db8::2")).toThrow("Too many requests");
  expect(ask("203.0.113.9")).not.toThrow();
});
