/** Where a field stands in an answer: names, with "*" for any place in a list. */
export type Place = readonly string[];

export interface SamplePlace {
  place: Place;
  /** What stood there first. */
  sample: unknown;
  /** All that stood there. */
  values: unknown[];
}

/** Every field inside these answers, each place once. */
export function placesOf(answers: readonly unknown[]): SamplePlace[] {
  const places = new Map<string, SamplePlace>();
  const visit = (value: unknown, place: Place) => {
    const key = place.join(".");
    const { sample = null, values = [] } = places.get(key) ?? {};
    // A value says more than null of what may stand there.
    if (place.length > 0 && place.at(-1) !== "*")
      places.set(key, { place, sample: sample ?? value, values: [...values, value] });
    if (Array.isArray(value)) for (const item of value) visit(item, [...place, "*"]);
    else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, [...place, name]);
  };
  for (const answer of answers) visit(answer, []);
  return [...places.values()];
}

/** A copy with another value in that place, wherever it has one. */
export function withValueAt(answer: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  if (key === "*") return Array.isArray(answer) ? answer.map((item) => withValueAt(item, rest, value)) : answer;
  if (typeof answer !== "object" || answer === null || Array.isArray(answer) || !Object.hasOwn(answer, key))
    return answer;
  return { ...answer, [key]: withValueAt(Reflect.get(answer, key), rest, value) };
}

const KEPT = 3;

/** The same, with the first few items of each list inside what it lists: whatever is in them, is in these. */
export function firstOfLists(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  if (Array.isArray(answer)) return shortened(answer);
  return mapEntries(answer, (item) => (Array.isArray(item) ? item.map(shortened) : shortened(item)));
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, KEPT).map(shortened);
  return typeof value === "object" && value !== null ? mapEntries(value, shortened) : value;
}

function mapEntries(object: object, map: (value: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(object).map(([name, inner]) => [name, map(inner)]));
}
