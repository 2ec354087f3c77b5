import "server-only";

/**
 * One value per process. `instrumentation.ts` and route handlers are bundled separately and do not share module state,
 * so what both need lives on `globalThis`.
 */
export function singleton<Value>(name: string, create: () => Value): Value {
  const key = Symbol.for(`clusterdeck.${name}`);
  const existing: unknown = Reflect.get(globalThis, key);
  if (existing !== undefined) return existing as Value;
  const value = create();
  Reflect.set(globalThis, key, value);
  return value;
}
