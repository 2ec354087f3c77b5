import { createHash } from "node:crypto";
import { stringify } from "yaml";

export type TemplateFunction = (...args: readonly unknown[]) => unknown;

/** What Go counts as false, and sprig as empty. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** As Go prints it; `nil` as Helm does. */
export function print(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") throw new Error("A template prints a map or a list, which is no YAML: use toYaml");
  return String(value);
}

/** A chart's refusal, which is not a mistake in the chart. */
export class ChartRefusal extends Error {}

/** Those of Go and of sprig that the chart uses, and Helm's own but for `include`. */
export const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  // The first that is empty, or else the last.
  and: (...args) => args.at(args.findIndex(isEmpty)),
  or: (...args) => args.find((value) => !isEmpty(value)) ?? args.at(-1),
  not: (value) => isEmpty(value),
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => Number(a) > Number(b),
  printf: (format, ...args) => {
    let next = 0;
    return print(format).replace(/%[sdv]/g, () => print(args[next++]));
  },
  default: (fallback, value) => (isEmpty(value) ? fallback : value),
  empty: isEmpty,
  fail: (message) => {
    throw new ChartRefusal(print(message));
  },
  mul: (a, b) => Number(a) * Number(b),
  sub: (a, b) => Number(a) - Number(b),
  ternary: (yes, no, condition) => (isEmpty(condition) ? no : yes),
  hasSuffix: (suffix, text) => print(text).endsWith(print(suffix)),
  toString: print,
  int: (value) => Math.trunc(Number(value)),
  dict: (...args) => {
    const pairs = args.flatMap((name, index) => (index % 2 === 0 ? [[print(name), args[index + 1]]] : []));
    return Object.fromEntries(pairs);
  },
  quote: (value) => JSON.stringify(print(value)),
  trunc: (length, text) => print(text).slice(0, Number(length)),
  trimSuffix: (suffix, text) => {
    const [end, whole] = [print(suffix), print(text)];
    return whole.endsWith(end) ? whole.slice(0, whole.length - end.length) : whole;
  },
  contains: (part, text) => print(text).includes(print(part)),
  replace: (from, to, text) => print(text).replaceAll(print(from), print(to)),
  regexReplaceAll: (pattern, text, to) =>
    print(text).replace(new RegExp(print(pattern), "g"), print(to).replace(/\$\{(\d)\}/g, "$$$1")),
  join: (separator, list) => (Array.isArray(list) ? list.map(print).join(print(separator)) : print(list)),
  sha256sum: (text) => createHash("sha256").update(print(text)).digest("hex"),
  indent: (width, text) => indented(width, text),
  nindent: (width, text) => `\n${indented(width, text)}`,
  // As Go's library for YAML 1.1 does: "off" is quoted.
  toYaml: (value) =>
    stringify(value, { sortMapEntries: true, indentSeq: false, lineWidth: 0, version: "1.1" }).trimEnd(),
};

function indented(width: unknown, text: unknown): string {
  return print(text).replaceAll(/^/gm, " ".repeat(Number(width)));
}
