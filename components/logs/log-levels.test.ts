import { expect, it } from "vitest";
import { levelOf, levelsIn } from "./log-levels";
import { logText } from "./log-text";

const line = (level: string | null) => ({ at: null, level, text: "text" });

it("counts levels regardless of case, the most severe first", () => {
  const lines = ["info", "ERROR", "INFO", "odd", null, "warning"].map(line);
  expect(levelsIn(lines)).toEqual([
    { level: "ERROR", count: 1 },
    { level: "WARNING", count: 1 },
    { level: "INFO", count: 2 },
    { level: "ODD", count: 1 },
  ]);
  expect(levelOf(line(null))).toBeNull();
});

it("saves what is known about each line", () => {
  const at = "2026-11-20T15:04:10.000Z";
  expect(logText([{ at, level: "INFO", text: "one" }, line(null)])).toBe(`${at} INFO one\ntext\n`);
});
