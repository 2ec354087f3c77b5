/** Derives a value from each object only once, for as long as the object is used. The objects must not change. */
export function cachedPerObject<Source extends object, T>(derive: (source: Source) => T): (source: Source) => T {
  const cache = new WeakMap<Source, { value: T }>();
  return (source) => {
    const known = cache.get(source);
    if (known !== undefined) return known.value;
    const value = derive(source);
    cache.set(source, { value });
    return value;
  };
}
