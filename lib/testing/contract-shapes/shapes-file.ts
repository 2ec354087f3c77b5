import type { Schemas } from "./answers";
import { describedCheck, type Expression } from "./described-check";

const LINE_WIDTH = 120;
const INDENT = "  ";

/** The source of the file of shapes that belongs to a file of `lib/contract`, formatted as Biome would. */
export function shapesFile(contractFile: string, schemas: Schemas): string {
  const up = "../".repeat(contractFile.split("/").length - 1);
  const checks = Object.entries(schemas).map(([of, schema]) => ({ of, check: describedCheck(schema) }));
  const used = new Set(checks.flatMap(({ check }) => namesIn(check)));
  const shapes = checks.map(({ of, check }) => {
    const head = `export const ${of.replace(/Schema$/, "Shape")} = `;
    const shape = { check: `shapeOf<typeof ${of}>`, of: [check] };
    return `\n${head}${print(shape, "", head.length, ";".length)};\n`;
  });
  return [
    `// Written from lib/contract/${contractFile}.ts by \`npx vitest run lib/contract/shapes --update\`.\n`,
    importOf("import type", Object.keys(schemas), `${up}../${contractFile}`),
    importOf("import", [...used, "shapeOf"], `${up || "./"}shape`),
    ...shapes,
  ].join("");
}

function importOf(words: string, names: readonly string[], from: string): string {
  const sorted = names.toSorted((a, b) => a.localeCompare(b));
  const line = `${words} { ${sorted.join(", ")} } from "${from}";\n`;
  if (line.length <= LINE_WIDTH) return line;
  return `${words} {\n${sorted.map((name) => `${INDENT}${name},\n`).join("")}} from "${from}";\n`;
}

function namesIn(expression: Expression): string[] {
  if (typeof expression === "string") return /^[a-z]/.test(expression) ? [expression] : [];
  if ("fields" in expression) return expression.fields.flatMap(([, check]) => namesIn(check));
  return [expression.check, ...expression.of.flatMap(namesIn)];
}

/** An expression that begins at `column` of its line, with `after` characters that follow it. */
function print(expression: Expression, indent: string, column: number, after: number): string {
  const line = printInLine(expression);
  if (typeof expression === "string" || column + line.length + after <= LINE_WIDTH) return line;
  const within = indent + INDENT;
  if ("fields" in expression) {
    const fields = expression.fields.map(([name, check]) => {
      const head = `${within}${name}: `;
      return `${head}${print(check, within, head.length, ",".length)},\n`;
    });
    return `{\n${fields.join("")}${indent}}`;
  }
  const { check, of } = expression;
  const [only] = of;
  if (typeof only === "object" && "fields" in only) return `${check}(${print(only, indent, LINE_WIDTH, 0)})`;
  return `${check}(\n${of.map((one) => `${within}${print(one, within, within.length, 1)},\n`).join("")}${indent})`;
}

function printInLine(expression: Expression): string {
  if (typeof expression === "string") return expression;
  if ("fields" in expression)
    return `{ ${expression.fields.map(([name, check]) => `${name}: ${printInLine(check)}`).join(", ")} }`;
  return `${expression.check}(${expression.of.map(printInLine).join(", ")})`;
}
