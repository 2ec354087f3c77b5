import "server-only";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { ConfigurationMistake } from "./configuration";

/** A parsed YAML file that knows the line of each value. */
export interface YamlSource {
  value: unknown;
  mistakes: ConfigurationMistake[];
  /** "clusterdeck.yaml:12": the line of the value at a path, or of the nearest thing around it. */
  where(path: readonly PropertyKey[]): string;
  /** The line of the key at the end of a path: its value may begin further down. */
  whereNamed(path: readonly PropertyKey[], name: string): string;
}

export function parseYaml(fileName: string, text: string): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true });
  const lineAt = (offset: number) => `${fileName}:${lineCounter.linePos(offset).line}`;
  const where = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const start = rangeStart(node);
      if (start !== null) return lineAt(start);
    }
    return `${fileName}:1`;
  };
  return {
    value: document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 0 }),
    mistakes: document.errors.map((error) => ({
      where: lineAt(error.pos[0]),
      message: `is not valid YAML: ${error.code}`,
    })),
    where,
    whereNamed: (path, name) => {
      const map: unknown = document.getIn(path, true);
      const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
      const start = rangeStart(pair?.key);
      return start === null ? where([...path, name]) : lineAt(start);
    },
  };
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return null;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : null;
}
