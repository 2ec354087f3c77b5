import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export interface Source {
  path: string;
  text: string;
}

/** Every source of this project. */
export function readSources(): Source[] {
  const folders = ["app", "components", "lib", "e2e", "bench", "scripts", "deploy"];
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => posix.join(folder, path)),
  );
  return [...paths, "instrumentation.ts", "proxy.ts"]
    .filter((path) => /\.(tsx?|mjs|css)$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

export interface Import {
  specifier: string;
  /** The path in this project that an import refers to, as written; `null` for a package. */
  target: string | null;
  asType: boolean;
}

const STATIC_IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[\w$*{},\s]+?\sfrom\s*)?["']([^"']+)["']/gm;
const DYNAMIC_IMPORT = /\b(?:import|require(?:\.resolve)?)\(\s*["'`]([^"'`]+)/g;

const ENDING = /\.(tsx?|mjs)$/;
/** What begins a module that browsers load. */
export const CLIENT = /^["']use client["']/;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/g;

export function findImports({ path, text }: Source): Import[] {
  const imports = new Map<string, Import>();
  const add = (specifier: string, asType: boolean) =>
    imports.set(`${asType} ${specifier}`, { specifier, target: resolve(path, specifier), asType });
  // Also without comments, which may stand within an import; with them as well, as "https://" and "app/*" begin none.
  for (const code of [text, text.replace(COMMENT, " ")]) {
    for (const [, type, specifier = ""] of code.matchAll(STATIC_IMPORT)) add(specifier, type !== undefined);
    for (const [, specifier = ""] of code.matchAll(DYNAMIC_IMPORT)) add(specifier, false);
  }
  return [...imports.values()];
}

function resolve(path: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : null;
}

/**
 * Whether a path is a place or inside it. `*` is one segment; a place that ends in a slash means the contents of a
 * folder.
 */
export function isWithin(path: string, place: string): boolean {
  if (place.includes("*") || place.endsWith("/"))
    return posix.matchesGlob(path, place.endsWith("/") ? `${place}**` : place);
  return path === place || path.startsWith(`${place}/`);
}

/** Sources by their paths as imports name them. */
export function byPathWithoutEnding(sources: readonly Source[]): ReadonlyMap<string, Source> {
  return new Map(sources.map((source) => [source.path.replace(ENDING, ""), source]));
}

/** The source that an import of `target` loads. */
export function sourceAt(byName: ReadonlyMap<string, Source>, target: string): Source | undefined {
  const name = target.replace(ENDING, "");
  return byName.get(name) ?? byName.get(`${name}/index`);
}

/** Import cycles, including type imports: each with its sources in order. */
export function findCircles(sources: readonly Source[]): string[][] {
  const byName = byPathWithoutEnding(sources);
  const importsOf = (source: Source) =>
    findImports(source).flatMap(({ target }) => (target === null ? undefined : sourceAt(byName, target)) ?? []);
  const circles: string[][] = [];
  const done = new Set<Source>();
  const visit = (source: Source, way: readonly Source[]) => {
    const begin = way.indexOf(source);
    if (begin !== -1) circles.push(way.slice(begin).map(({ path }) => path));
    if (begin !== -1 || done.has(source)) return;
    for (const imported of importsOf(source)) visit(imported, [...way, source]);
    done.add(source);
  };
  for (const source of sources) visit(source, []);
  return circles;
}

/** Folders with more sources than a reader can take in, or with a single file; tests are not counted. */
export function findOddFolders(paths: readonly string[], maxSources: number): string[] {
  const folders = Map.groupBy(paths, (path) => posix.dirname(path));
  return [...folders].flatMap(([folder, inside]) => {
    const sources = inside.filter((path) => !/\.(test|spec)\.tsx?$/.test(path)).length;
    if (sources > maxSources) return [`${folder} has ${sources} sources`];
    const hasRooms = paths.some((path) => path.startsWith(`${folder}/`) && posix.dirname(path) !== folder);
    return inside.length === 1 && !hasRooms ? [`${folder} has a single file`] : [];
  });
}
