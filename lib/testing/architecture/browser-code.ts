import { byPathWithoutEnding, CLIENT, findImports, type Import, isWithin, type Source, sourceAt } from "./sources";

/** How code that browsers load reaches a package: for each of its sources that does, the way from it to the package. */
export function findWaysInBrowsers(sources: readonly Source[], packageName: string): string[][] {
  const byName = byPathWithoutEnding(sources);
  const known = new Map<Source, string[]>();
  const wayFrom = (source: Source): string[] => {
    const before = known.get(source);
    if (before !== undefined) return before;
    // Whoever imports itself in a circle adds no way.
    known.set(source, []);
    const imports = findImports(source).filter(({ asType }) => !asType);
    const onward = imports.map(wayAlong).find((way) => way.length > 0);
    const way = onward === undefined ? [] : [source.path, ...onward];
    known.set(source, way);
    return way;
  };
  const wayAlong = ({ specifier, target }: Import): string[] => {
    const imported = target === null ? undefined : sourceAt(byName, target);
    if (imported !== undefined) return wayFrom(imported);
    return isWithin(specifier, packageName) ? [specifier] : [];
  };
  const ways = sources.filter(({ text }) => CLIENT.test(text)).map(wayFrom);
  return ways.filter((way) => way.length > 0);
}
