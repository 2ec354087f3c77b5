// Runs every check, regardless of the others' results, and ends with what was flaky, what failed, and one line: "N passed,
// N failed". With --all the matrices are complete.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBrowserReport } from "./test/browser-report.mjs";
import { describeFailures } from "./test/describe-failures.mjs";
import { runCheck, runCheckInBackground } from "./test/run-check.mjs";

const reports = mkdtempSync(join(tmpdir(), "clusterdeck-test-"));
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");
const environment = {
  ...process.env,
  // Hundreds of processes start from the same files: only the first of them compiles what it runs.
  NODE_COMPILE_CACHE: join(reports, "compiled"),
  UNIT_REPORT_FILE: unitReport,
  PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
  ...(process.argv.includes("--all") && { CLUSTERDECK_TEST: "all" }),
};

// Browser tests often wait: for a poll, for a reading to grow old. The others, which only compute, take the processors meanwhile.
const results = (await Promise.all([checkBrowser(), checkSources()])).flat();
rmSync(reports, { recursive: true });

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failures = results.flatMap((result) => result.failures);
const flaky = results.flatMap((result) => result.flaky);
if (flaky.length > 0) console.log(`\nFlaky: passed only on a retry, and must be fixed:\n\n${describeFailures(flaky)}`);
if (failures.length > 0) console.log(`\nFailed:\n\n${describeFailures(failures)}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function checkBrowser() {
  const run = await runCheck("Browser tests", "playwright test --reporter=list,json", environment);
  const report = readJson(browserReport);
  return resultOf(run, report && readBrowserReport(report));
}

async function checkSources() {
  const types = await runCheckInBackground("Types", "tsc --noEmit", environment);
  const lint = await runCheckInBackground("Lint", "biome check --error-on-warnings", environment);
  const command = "vitest run --silent=passed-only --reporter=./scripts/test/unit-report.mjs --reporter=default";
  const unit = await runCheckInBackground("Unit tests", command, environment);
  return [resultOf(types), resultOf(lint), resultOf(unit, readJson(unitReport))];
}

/** A check that does not report its cases is one. One that fails without a failed case, by a crash say, is one failure. */
function resultOf({ name, hasSucceeded, ending }, { passed, failures, flaky } = noCases(hasSucceeded)) {
  const hasCrashed = !hasSucceeded && failures.length === 0;
  return { passed, flaky, failures: hasCrashed ? [{ name, message: ending }] : failures };
}

function noCases(hasSucceeded) {
  return { passed: hasSucceeded ? 1 : 0, failures: [], flaky: [] };
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
