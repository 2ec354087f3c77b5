import { writeFileSync } from "node:fs";
import { relative } from "node:path";

/**
 * Vitest's reporter that writes how many tests passed, and what failed, to the file that UNIT_REPORT_FILE names.
 * Vitest's own JSON leaves out errors outside of tests, and what caused an error.
 */
export default class UnitReport {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    const failures = [
      ...inState("failed").map((test) => failureOf(test, test.fullName, test.result().errors)),
      ...modules.flatMap(failuresAroundTests),
      ...unhandledErrors.map((error) => ({ name: "An error outside of every test", message: messageOf(error) })),
    ];
    writeFileSync(
      process.env.UNIT_REPORT_FILE,
      JSON.stringify({ passed: inState("passed").length, failures, flaky: [] }),
    );
  }
}

/** What failed before, between or after a file's tests: an import, say, or a hook. */
function failuresAroundTests(module) {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const hasEnded = module.state() !== "pending" && module.state() !== "queued";
  return [
    ...(module.errors().length > 0 ? [failureOf({ module }, "The file itself", module.errors())] : []),
    ...(hasEnded ? [] : [failureOf({ module }, "The file itself", [{ message: "It did not run to its end." }])]),
    ...suites.map((suite) => failureOf(suite, suite.fullName, suite.errors())),
  ];
}

function failureOf({ module }, name, errors) {
  return { name: `${module.relativeModuleId} > ${name}`, message: errors.map(messageOf).join("\n") };
}

/** What the error says, what it compared, where it was thrown, and what caused it. */
function messageOf({ name = "Error", message, diff, stacks, cause }) {
  const thrownAt = stacks?.find(({ file }) => !file.includes("node_modules"));
  return [
    `${name}: ${message}`,
    ...(thrownAt ? [`at ${relative(process.cwd(), thrownAt.file)}:${thrownAt.line}`] : []),
    ...(cause ? [`Caused by ${messageOf(cause)}`] : []),
    ...(diff ? [diff] : []),
  ].join("\n");
}
