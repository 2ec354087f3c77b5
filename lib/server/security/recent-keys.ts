import "server-only";

export interface RecentKeys<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** A map of at most `most` keys. If there are too many, the least recently set one is forgotten. */
export function createRecentKeys<Value>(max = 20_000): RecentKeys<Value> {
  const values = new Map<string, Value>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const oldest = values.keys().next();
      if (values.size > max && !oldest.done) values.delete(oldest.value);
    },
    delete: (key) => values.delete(key),
  };
}
