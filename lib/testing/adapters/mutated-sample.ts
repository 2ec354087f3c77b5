import fc from "fast-check";

const deeplyNested = Array.from({ length: 2_000 }).reduce<unknown>((inner) => [inner], "bottom");

const hostileValue = fc.constantFrom<unknown[]>(
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  1e308,
  true,
  "",
  "constructor",
  "-1",
  "+275760-09-13T00:00:00Z",
  "long ".repeat(20_000),
  [],
  [null],
  {},
  deeplyNested,
);

const mutation = fc.oneof(
  fc.constant({ kind: "drop" as const }),
  fc.constant({ kind: "rename" as const }),
  fc.record({ kind: fc.constant("replace" as const), value: hostileValue }),
);

/** For tests: a provider's documented sample with one to four of its values dropped, renamed or replaced by something hostile. */
export function mutatedSample(sample: object): fc.Arbitrary<unknown> {
  const places = placesIn(sample);
  const step = fc.record({ place: fc.constantFrom(...places), mutation });
  return fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => {
    const copy = structuredClone(sample);
    for (const { place, mutation: change } of steps) {
      const parent = place
        .slice(0, -1)
        .reduce<unknown>((value, key) => (isObject(value) ? Reflect.get(value, key) : undefined), copy);
      const key = place.at(-1);
      if (!isObject(parent) || key === undefined) continue;
      if (change.kind === "replace") Reflect.set(parent, key, structuredClone(change.value));
      else {
        if (change.kind === "rename") Reflect.set(parent, `${key}Renamed`, Reflect.get(parent, key));
        Reflect.deleteProperty(parent, key);
      }
    }
    return copy;
  });
}

/** The paths of all values inside. */
function placesIn(value: unknown): string[][] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => [
    [key],
    ...placesIn(Reflect.get(value, key)).map((place) => [key, ...place]),
  ]);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
