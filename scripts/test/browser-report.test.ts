import { expect, it } from "vitest";
import { readBrowserReport } from "./browser-report.mjs";

const attempt = (...messages: string[]) => ({ errors: messages.map((message) => ({ message })) });
const spec = (title: string, status: string, ...results: unknown[]) => ({
  ...{ file: "costs/crash.spec.ts", line: 68, title },
  tests: [{ status, results }],
});

it("tells of Playwright's report what failed and what was flaky, with the first attempt's errors", () => {
  const report = {
    stats: { expected: 2, flaky: 1, unexpected: 1, skipped: 0 },
    errors: [{ message: "Error: the fleet did not start" }],
    suites: [
      {
        title: "costs/crash.spec.ts",
        specs: [spec("passes", "expected", attempt()), spec("is slow", "flaky", attempt("Error: late"), attempt())],
        suites: [
          {
            title: "killed",
            specs: [spec("loses a row", "unexpected", attempt("Error: lost", "Error: closed"), attempt())],
          },
        ],
      },
    ],
  };
  expect(readBrowserReport(report)).toEqual({
    passed: 3,
    failures: [
      { name: "e2e/costs/crash.spec.ts:68 > killed > loses a row", message: "Error: lost\nError: closed" },
      { name: "An error outside of every test", message: "Error: the fleet did not start" },
    ],
    flaky: [{ name: "e2e/costs/crash.spec.ts:68 > is slow", message: "Error: late" }],
  });
});
