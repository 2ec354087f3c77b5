import "server-only";
import { LineCounter, parseDocument } from "yaml";
import type { ConfigurationMistake } from "./configuration";

/** A parsed YAML file that can tell on which line a value stands. */
export interface YamlSource {
  value: unknown;
  mistakes: ConfigurationMistake[];
  /** "clusterdeck.yaml:12": the line of the value at a path, or of the nearest thing around it. */
  where(path: readonly PropertyKey[]): string;
}

export function parseYaml(fileName: string, text: string): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true });
  const lineAt = (offset: number) => `${fileName}:${lineCounter.linePos(offset).line}`;
  return {
    value: document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 0 }),
    mistakes: document.errors.map((error) => ({
      where: lineAt(error.pos[0]),
      message: `is not valid YAML: ${error.code}`,
    })),
    where: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        const start = rangeStart(node);
        if (start !== null) return lineAt(start);
      }
      return `${fileName}:1`;
    },
  };
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return null;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : null;
}
