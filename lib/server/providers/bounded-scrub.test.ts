import { expect, it } from "vitest";
import { createBoundedScrub } from "./bounded-scrub";

const hostile = (number: number) => `${number} token=hunter2${number} ${"a@".repeat(1_000)}`;

function example() {
  const clock = { ms: 0 };
  return { clock, scrub: createBoundedScrub(() => clock.ms) };
}

it("shows no text that it had no time to check, and says so", () => {
  const { scrub } = example();
  const shown = Array.from({ length: 4_000 }, (_, number) => scrub(hostile(number)));
  const checked = shown.filter((text) => text.includes("token=[secret]"));
  expect(checked.length).toBeGreaterThan(100);
  expect(checked.length).toBeLessThan(400);
  expect(shown.filter((text) => !text.includes("[secret]")).every((text) => text.startsWith("Withheld"))).toBe(true);
  expect(shown.join()).not.toContain("hunter2");
});

it("shows withheld text at a later reading, and known text always", () => {
  const { clock, scrub } = example();
  for (let number = 0; number < 1_000; number += 1) scrub(hostile(number));
  expect(scrub(hostile(999))).toContain("Withheld");
  expect(scrub(hostile(0))).toContain("[secret]");
  clock.ms += 1_000;
  expect(scrub(hostile(999))).toContain("[secret]");
});

it("has room for what thousands of healthy machines say", () => {
  const { scrub } = example();
  const said = Array.from({ length: 5_000 }, (_, number) => scrub(`Node ${number} waits for its image, 2 of 9 layers`));
  expect(said.filter((text) => text.includes("Withheld"))).toEqual([]);
});

it("distinguishes long texts by everything that is read of them", () => {
  const { scrub } = example();
  expect(scrub(`${"x ".repeat(20)}one`)).not.toBe(scrub(`${"x ".repeat(20)}two`));
});
