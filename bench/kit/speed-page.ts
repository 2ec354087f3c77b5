import type { Result } from "./results";

const BEGINNING = `# How fast it is

Written by \`npm run bench\` from [bench/results.json](../bench/results.json). Each line is one target of this project and what the last whole run
of its number measured, met or not; numbers that are missing have not been run since. Machines differ, so a speed is compared with something
else that was measured in the same run where that is possible. \`npm run bench -- 5 10\` measures only those numbers, and \`--quick\` takes less time, is less precise, and writes nothing.
`;

const TITLES: Record<Result["section"], string> = {
  speed: "Speed and load",
  "under attack": "Under attack",
};

/** docs/speed.md */
export function speedPage(results: readonly Result[]): string {
  const sections = (["speed", "under attack"] as const).map((section) => {
    const rows = results.filter((result) => result.section === section).flatMap(rowsOf);
    if (rows.length === 0) return "";
    return `\n## ${TITLES[section]}\n\n| No. | What | Target | Measured | Met | Against |\n|---|---|---|---|---|---|\n${rows.join("")}`;
  });
  return `${BEGINNING}\n${circumstances(results)}\n${sections.join("")}`;
}

function circumstances(results: readonly Result[]): string {
  const machines = [...new Set(results.map(({ machine }) => machine))].join("; ");
  const times = results.map(({ measuredAt }) => measuredAt.slice(0, 10)).toSorted();
  const days = [...new Set([times[0], times.at(-1)])].join(" to ");
  const loads = results.map(({ load }) => load);
  const load = `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
  return `Measured ${days} on ${machines}. The machine’s load when each row began: ${load}.`;
}

function rowsOf({ number, rows }: Result): string[] {
  return rows.map(({ what, target, measured, isMet, against }) => {
    const cells = [String(number), what, target, measured, isMet ? "yes" : "**no**", against];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  });
}
