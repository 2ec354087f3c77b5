import "server-only";

/** Groups within groups: deeper than any that is documented. */
const MAX_LEVELS = 4;
/** More than a machine is measured by. */
const MAX_LEAVES = 2_000;
const NAME = /^[a-z][a-z0-9_.-]*$/i;
const NAME_OR_NUMBER = /^[a-z0-9][a-z0-9_.-]*$/i;
const MAX_KEY_LENGTH = 60;

/** A value that is no group, and the names on the way to it. */
export interface Leaf<Value> {
  /** In snake case: `gpu: { memoryUsed }` is "gpu_memory_used". */
  key: string;
  value: Value;
}

/**
 * Everything inside a group, or a group of groups, that `read` takes for a value. What has no plain name is left out: a name is a
 * stranger's text, and is shown.
 */
export function leavesOf<Value>(raw: unknown, read: (raw: unknown) => Value | null): Leaf<Value>[] {
  const leaves = new Map<string, Value>();
  const visit = (node: unknown, path: readonly string[]) => {
    const value = path.length > 0 ? read(node) : null;
    if (value !== null) {
      const key = toKey(path);
      if (key.length <= MAX_KEY_LENGTH && leaves.size < MAX_LEAVES && !leaves.has(key)) leaves.set(key, value);
    } else if (typeof node === "object" && node !== null && path.length < MAX_LEVELS) {
      const pattern = path.length === 0 ? NAME : NAME_OR_NUMBER;
      for (const [name, inner] of Object.entries(node).slice(0, MAX_LEAVES)) {
        if (pattern.test(name) && name.length <= MAX_KEY_LENGTH) visit(inner, [...path, name]);
      }
    }
  };
  visit(raw, []);
  return [...leaves].map(([key, value]) => ({ key, value }));
}

/** One name for names within names, in snake case. */
export function toKey(path: readonly string[]): string {
  return path
    .join("_")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^a-z0-9]+/gi, "_")
    .replace(/^_|_$/g, "")
    .toLowerCase();
}
