import type { LogLine } from "./log-levels";

/** A line as it is copied and saved: "2026-11-20T15:04:10.000Z INFO step 12". */
export function lineText({ at, level, text }: LogLine): string {
  return [at, level, text].filter((part) => part !== null).join(" ");
}

/** All lines as a text file. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map((line) => `${lineText(line)}\n`).join("");
}
