import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { Ajv } from "ajv";
import { parse, parseAllDocuments } from "yaml";
import { createTemplates } from "./render-template";
import { ChartRefusal } from "./template-functions";

/** An object as Kubernetes gets it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; [name: string]: unknown };
  [part: string]: unknown;
}

export interface RenderedChart {
  manifests: Manifest[];
  notes: string;
}

/**
 * What `helm template <releaseName>` makes of the chart in `folder`. Throws a `ChartRefusal` for values that its schema or its
 * templates refuse.
 */
export function renderChart(folder: string, values: Record<string, unknown>, releaseName = "demo"): RenderedChart {
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const merged = withDefaults(parse(read("values.yaml")), values);
  checkSchema(JSON.parse(read("values.schema.json")), merged);
  const files = readdirSync(join(folder, "templates"), { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, posix.join(entry.parentPath, entry.name)))
    .toSorted();
  const templates = createTemplates(new Map(files.map((file) => [file, read(file)])));
  const chart = parse(read("Chart.yaml"));
  const data = {
    Values: merged,
    Chart: { Name: chart.name, Version: chart.version, AppVersion: chart.appVersion },
    Release: { Name: releaseName, Namespace: "default", Service: "Helm" },
    Files: { Get: read },
  };
  const manifests = files
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => manifestsIn(file, templates.render(file, data)));
  return { manifests, notes: templates.render("templates/NOTES.txt", data) };
}

/** As Helm merges what a user gives into a chart's values: maps entry by entry, anything else whole. */
function withDefaults(defaults: unknown, values: unknown): unknown {
  if (!isMap(defaults) || !isMap(values)) return values === undefined ? defaults : values;
  const names = new Set([...Object.keys(defaults), ...Object.keys(values)]);
  return Object.fromEntries([...names].map((name) => [name, withDefaults(defaults[name], values[name])]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkSchema(schema: object, values: unknown): void {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  if (!ajv.validate(schema, values)) throw new ChartRefusal(ajv.errorsText(ajv.errors, { dataVar: "values" }));
}

/** The objects in a YAML file, read as Kubernetes reads it: 0440 is octal, and off is false. Duplicate keys and the like are errors. */
export function manifestsIn(file: string, text: string): Manifest[] {
  return [...parseAllDocuments(text, { version: "1.1" })].flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${file}: ${error.message}\n${text}`);
    const value: unknown = document.toJS();
    if (value === null || value === undefined) return [];
    if (!isManifest(value)) throw new Error(`${file} holds no Kubernetes object:\n${text}`);
    return [value];
  });
}

function isManifest(value: unknown): value is Manifest {
  if (!isMap(value) || !isMap(value.metadata)) return false;
  return [value.apiVersion, value.kind, value.metadata.name].every((text) => typeof text === "string");
}
