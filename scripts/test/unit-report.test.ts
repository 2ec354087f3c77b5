import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const REPORTER = fileURLToPath(new URL("unit-report.mjs", import.meta.url));
const reportSchema = z.object({
  passed: z.number(),
  failures: z.array(z.object({ name: z.string(), message: z.string() })),
});

const TESTS = `
  describe("sums", () => {
    it("add", () => expect(1 + 1).toBe(2));
    it("differ", () => expect({ sum: 4 }).toEqual({ sum: 5 }));
    it("break", () => { throw new Error("no sum", { cause: new TypeError("no number") }); });
    it("end late", async () => {
      Promise.reject(new Error("nobody waits for this"));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
  });
  describe("products", () => {
    beforeAll(() => { throw new Error("no table"); });
    it("multiply", () => {});
  });
`;

it("tells of a real run of Vitest each failure with its error and cause, in tests and outside of them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-unit-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tests = join(folder, "tests");
  mkdirSync(tests);
  writeFileSync(join(tests, "sums.test.js"), TESTS);
  writeFileSync(join(tests, "missing.test.js"), 'import "./missing.js";');
  const report = join(folder, "report.json");
  const vitest = join(PROJECT, "node_modules/vitest/vitest.mjs");
  const options = ["--root", tests, "--globals", "--maxWorkers=1", `--reporter=${REPORTER}`];
  const env = { ...process.env, UNIT_REPORT_FILE: report };
  const running = promisify(execFile)(process.execPath, [vitest, "run", ...options], { env });
  await expect(running).rejects.toMatchObject({ code: 1 });

  const { passed, failures } = reportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
  expect(passed).toBe(2);
  const messages = Object.fromEntries(failures.map(({ name, message }) => [name, message]));
  expect(messages).toEqual({
    "sums.test.js > sums > differ": expect.stringMatching(/expected \{ sum: 4 \}.*\n.*sums\.test\.js:4\n/),
    "sums.test.js > sums > break": expect.stringMatching(/Error: no sum\n.*\nCaused by TypeError: no number/),
    "sums.test.js > products": expect.stringContaining("Error: no table"),
    "missing.test.js > The file itself": expect.stringContaining("./missing.js"),
    "An error outside of every test": expect.stringContaining("nobody waits for this"),
  });
});
