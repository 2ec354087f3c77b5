import type { Expression } from "./described-check";

const EXAMPLES: Readonly<Record<string, unknown>> = {
  anything: {},
  boolean: true,
  integer: 7,
  number: 0.5,
  string: "text",
  time: "2026-11-20T15:00:00.000Z",
  url: "https://clusters.example.com/",
};

/** An answer with every optional field and one item in each list. */
export function exampleAnswer(expression: Expression): unknown {
  if (typeof expression === "string") return EXAMPLES[expression];
  if ("fields" in expression)
    return Object.fromEntries(expression.fields.map(([name, check]) => [name, exampleAnswer(check)]));
  const { check, of } = expression;
  const [first = "anything", second = "anything"] = of;
  if (check === "oneOf") return JSON.parse(String(first));
  if (check === "tuple") return of.map(exampleAnswer);
  if (check === "list") return [exampleAnswer(first)];
  if (check === "record") return { word: exampleAnswer(first) };
  return exampleAnswer(check === "atLeast" || check === "noLonger" ? second : first);
}
