import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

const MAX_ENTRIES = 6_000;

/**
 * What was read of the ledger about single moments, in memory. It is true for one number of changes to the settled part
 * of the ledger (`SampleState`); with the next one, all is forgotten.
 */
export interface SettledCache<Value> {
  /** `of` names the clusters that the value is about. */
  recall(of: string, moment: EpochMs, changes: number): Value | undefined;
  put(of: string, moment: EpochMs, changes: number, value: Value): void;
}

/** `sizeOf` says how many things a value holds, and `maxSize` how many there may be in all. */
export function createSettledCache<Value>(maxSize: number, sizeOf: (value: Value) => number): SettledCache<Value> {
  const cache = new Map<string, { value: Value; size: number }>();
  let cachedChanges = 0;
  let size = 0;
  const keyOf = (of: string, moment: EpochMs) => `${moment} ${of}`;
  const forget = (key: string) => {
    size -= cache.get(key)?.size ?? 0;
    cache.delete(key);
  };
  return {
    recall: (of, moment, changes) => (changes === cachedChanges ? cache.get(keyOf(of, moment))?.value : undefined),
    put: (of, moment, changes, value) => {
      if (changes < cachedChanges) return;
      if (changes > cachedChanges) {
        cache.clear();
        size = 0;
        cachedChanges = changes;
      }
      const key = keyOf(of, moment);
      forget(key);
      const added = { value, size: sizeOf(value) };
      cache.set(key, added);
      size += added.size;
      for (const oldest of cache.keys()) {
        if (cache.size <= MAX_ENTRIES && size <= maxSize) break;
        forget(oldest);
      }
    },
  };
}
