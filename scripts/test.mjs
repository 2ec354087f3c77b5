// Runs every check, regardless of the others' results, and ends with one line: "N passed, N failed". With --all the
// matrices are complete.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reports = mkdtempSync(join(tmpdir(), "clusterdeck-test-"));
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");
/** How far the computing checks give way to the browser tests, which wait for pages to answer in time. */
const BACKGROUND_NICENESS = 5;
const environment = {
  ...process.env,
  // Hundreds of processes start from the same files: only the first of them compiles what it runs.
  NODE_COMPILE_CACHE: join(reports, "compiled"),
  PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
  ...(process.argv.includes("--all") && { CLUSTERDECK_TEST: "all" }),
};

// Browser tests often wait: for a poll, for a reading to grow old. The others, which only compute, take the processors meanwhile.
const results = (await Promise.all([checkBrowser(), checkSources()])).flat();
const flaky = namesOfFlakyTests();
rmSync(reports, { recursive: true });

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
if (flaky.length > 0) console.log(`\nFlaky: passed only on a retry, and must be fixed:\n${flaky.join("\n")}`);
if (failed > 0)
  console.log(`\nFailed: ${results.flatMap((result) => (result.failed > 0 ? [result.name] : [])).join(", ")}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function checkBrowser() {
  return [
    await check("Browser tests", "playwright test --reporter=list,json", {
      countCases: () => {
        const stats = readReport(browserReport)?.stats;
        return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
      },
    }),
  ];
}

async function checkSources() {
  return [
    await check("Types", "tsc --noEmit", { isBackground: true }),
    await check("Lint", "biome check --error-on-warnings", { isBackground: true }),
    await check(
      "Unit tests",
      `vitest run --silent=passed-only --reporter=default --reporter=json --outputFile.json="${unitReport}"`,
      {
        isBackground: true,
        countCases: () => {
          const report = readReport(unitReport);
          return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
        },
      },
    ),
  ];
}

/** A check that does not count cases is one. One that fails without a failed case, by a crash say, is at least one failure. */
async function check(name, command, { countCases, isBackground = false }) {
  const title = `\n${name}: ${command}`;
  const succeeded = await (isBackground ? runInBackground : run)(command, title);
  const cases = countCases?.() ?? { passed: succeeded ? 1 : 0, failed: 0 };
  return { name, passed: cases.passed, failed: succeeded ? 0 : Math.max(cases.failed, 1) };
}

async function run(command, title) {
  console.log(title);
  const child = spawn(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env: environment });
  return hasSucceeded(child);
}

/**
 * Runs only when nothing else wants the processors, and prints its output in one piece, so that two outputs do not mix.
 */
async function runInBackground(command, title) {
  const politely = process.platform === "win32" ? command : `nice -n ${BACKGROUND_NICENESS} ${command}`;
  const child = spawn(politely, { shell: true, stdio: ["ignore", "pipe", "pipe"], env: environment });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  const succeeded = await hasSucceeded(child);
  console.log(title);
  process.stdout.write(Buffer.concat(chunks));
  return succeeded;
}

async function hasSucceeded(child) {
  const [status] = await once(child, "close");
  return status === 0;
}

/** The browser tests that failed at first. */
function namesOfFlakyTests() {
  const namesIn = ({ specs = [], suites = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, line, title }) => `  ${file}:${line} ${title}`),
    ...suites.flatMap(namesIn),
  ];
  return (readReport(browserReport)?.suites ?? []).flatMap(namesIn);
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
