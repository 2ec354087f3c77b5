/** How many tests passed, what failed, and what passed only on a retry, from Playwright's JSON report. */
export function readBrowserReport({ stats, suites, errors }) {
  const tests = suites.flatMap((suite) => testsIn(suite, []));
  const withStatus = (status) => tests.filter((test) => test.status === status).map(failureOf);
  return {
    passed: stats.expected + stats.flaky,
    failures: [
      ...withStatus("unexpected"),
      ...errors.map(({ message }) => ({ name: "An error outside of every test", message })),
    ],
    flaky: withStatus("flaky"),
  };
}

function testsIn({ title, specs = [], suites = [] }, titles) {
  const around = [...titles, title];
  return [
    ...specs.flatMap(({ file, line, title, tests }) =>
      // A file is the outermost suite.
      tests.map((test) => ({ ...test, name: [`e2e/${file}:${line}`, ...around.slice(1), title].join(" > ") })),
    ),
    ...suites.flatMap((suite) => testsIn(suite, around)),
  ];
}

/** The first attempt tells more than a retry, on which other tests' traces may lie no longer. */
function failureOf({ name, results }) {
  const attempt = results.find(({ errors }) => errors.length > 0);
  return { name, message: attempt?.errors.map(({ message }) => message).join("\n") ?? "It did not run." };
}
