export interface Nameable {
  key: string;
  name: string;
  /** What may tell it apart from others of its name, the most familiar first: its provider, its account. */
  marks: readonly string[];
  /** Tells it apart where nothing else does; its beginning is enough. */
  id: string;
}

const MIN_ID_LENGTH = 6;

/** What may be told about a thing at one level; `undefined` if there is nothing. */
type Level = (item: Nameable) => string | undefined;

/** A longer name for each thing that shares its name with another, by key: "train · Shadeform". All other names may stay as they are. */
export function distinctNames(items: readonly Nameable[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(items, ({ name }) => name);
  const distinct = new Map<string, string>();
  for (const [name, group] of byName) {
    if (group.length < 2) continue;
    let left = group;
    for (const level of levelsOf(group)) {
      const counts = Map.groupBy(group, level);
      const isApart = (item: Nameable) => {
        const mark = level(item);
        return mark !== undefined && counts.get(mark)?.length === 1 && !byName.has(withMark(name, mark));
      };
      for (const item of left.filter(isApart)) distinct.set(item.key, withMark(name, level(item)));
      left = left.filter((item) => !isApart(item));
      if (left.length === 0) break;
    }
  }
  return distinct;
}

/** What tells things apart, the most familiar first; at the end, ever longer beginnings of their ids. */
function levelsOf(group: readonly Nameable[]): Level[] {
  const marks = Math.max(...group.map((item) => item.marks.length));
  const longest = Math.max(MIN_ID_LENGTH, ...group.map(({ id }) => id.length));
  return [
    ...Array.from(
      { length: marks },
      (_, level): Level =>
        ({ marks: own }) =>
          own[level],
    ),
    ...Array.from(
      { length: longest - MIN_ID_LENGTH + 1 },
      (_, more): Level =>
        ({ id }) =>
          id.slice(0, MIN_ID_LENGTH + more),
    ),
    // Two things with one id still get names, as nothing can tell them apart.
    ({ key }) => key,
  ];
}

function withMark(name: string, mark: string | undefined): string {
  return `${name} · ${mark}`;
}
