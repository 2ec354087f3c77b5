import { expect, it } from "vitest";
import { describeFailures } from "./describe-failures.mjs";

it("says what failed with the first lines of why, without colours and without endless lines", () => {
  const message = ["\u001b[31mExpected\u001b[39m", "", ...Array.from({ length: 20 }, (_, index) => `line ${index}`)];
  const lines = describeFailures([{ name: "a.test.ts > adds", message: message.join("\n") }]).split("\n");
  expect(lines.slice(0, 3)).toEqual(["a.test.ts > adds", "    Expected", "    line 0"]);
  expect(lines.slice(-2)).toEqual(["    … and 6 more lines", ""]);
  expect(describeFailures([{ name: "b", message: "x".repeat(10_000) }]).length).toBeLessThan(300);
});

it("names everything that failed, however much it is", () => {
  const failures = Array.from({ length: 500 }, (_, index) => ({
    name: `test ${index}`,
    message: "broken\n".repeat(15),
  }));
  const lines = describeFailures(failures).split("\n");
  expect(lines.filter((line: string) => line.startsWith("test "))).toHaveLength(500);
  expect(lines.length).toBeLessThan(900);
});
