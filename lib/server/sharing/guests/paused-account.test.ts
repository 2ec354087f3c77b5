import { expect, it } from "vitest";
import { allAnswers, guardedSnapshot, guestLink, guestsOf } from "@/lib/testing/example-guests";
import { exampleReading } from "@/lib/testing/example-reading";

it("tells guests that an account is paused, and never by whom or since when", async () => {
  const paused = { at: Date.UTC(2026, 0, 2, 3, 4, 5), by: "ada@example.org" };
  const snapshot = { ...guardedSnapshot("one", [exampleReading()]), state: "paused" as const, paused };
  const link = guestLink({});
  expect((await guestsOf([snapshot]).answerFor(link)).accounts).toMatchObject([{ state: "paused" }]);
  const text = await allAnswers([snapshot], link);
  expect(text).not.toContain("ada@example.org");
  expect(text).not.toMatch(/pausedBy|pausedAt|Paused by|2026-01-02T03/);
});
