// Runs every check, whatever the others say, and ends with one line: "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reports = mkdtempSync(join(tmpdir(), "clusterdeck-test-"));
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");

const results = [
  check("Types", "tsc --noEmit"),
  check("Lint", "biome check --error-on-warnings"),
  check("Unit tests", `vitest run --reporter=default --reporter=json --outputFile.json="${unitReport}"`, () => {
    const report = readReport(unitReport);
    return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
  }),
  check("Browser tests", "playwright test --reporter=list,json", () => {
    const stats = readReport(browserReport)?.stats;
    return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
  }),
];
rmSync(reports, { recursive: true });

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
if (failed > 0)
  console.log(`\nFailed: ${results.flatMap((result) => (result.failed > 0 ? [result.name] : [])).join(", ")}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** A check that does not count cases is one. One that fails without a failed case, by a crash say, is at least one failure. */
function check(name, command, countCases) {
  console.log(`\n${name}: ${command}`);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport };
  const succeeded = spawnSync(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
  const cases = countCases?.() ?? { passed: succeeded ? 1 : 0, failed: 0 };
  return { name, passed: cases.passed, failed: succeeded ? 0 : Math.max(cases.failed, 1) };
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
