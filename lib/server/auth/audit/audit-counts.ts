import "server-only";
import { COUNTED_WITHIN_MS } from "@/lib/domain/people/audit";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { addressKey } from "../../security/address-key";

/** An entry of the audit log as it is written. */
export interface CountedEntry {
  at: EpochMs;
  actor: string;
  action: string;
  target: string | null;
  fromAddress: string | null;
  count: number;
}

export interface AuditCounts {
  /**
   * The entries to write now: a refused attempt if it is the first of its kind for a while, and the counts that are
   * due.
   */
  note(entry: CountedEntry): CountedEntry[];
  /** Returns the counts that are due, or all of them, and forgets them. */
  close(now: EpochMs, isLast: boolean): CountedEntry[];
}

interface Kind {
  /** The action and where it came from. One origin may have several kinds, one for each target. */
  origin: string;
  openedAt: EpochMs;
  /** The latest attempt that has not been written yet, with the count of all such attempts. */
  unwritten: CountedEntry | null;
}

/** How many targets of one address have their own entries at a time; attempts on any others are counted together. */
const MAX_TARGETS = 10;
/** The same for all addresses together. */
const MAX_KINDS = 100;
const MANY = "many others";

/**
 * Counts identical refused attempts, so that nobody can fill the store by guessing. The first is written at once, the
 * others as one entry after ten minutes: a crash loses at most a count.
 */
export function createAuditCounts(): AuditCounts {
  const kinds = new Map<string, Kind>();

  function close(now: EpochMs, isLast: boolean): CountedEntry[] {
    const due = [...kinds].filter(([, { openedAt }]) => isLast || Math.abs(now - openedAt) >= COUNTED_WITHIN_MS);
    for (const [key] of due) kinds.delete(key);
    return due.flatMap(([, { unwritten }]) => unwritten ?? []);
  }

  function count(key: string, origin: string, entry: CountedEntry): void {
    const { openedAt, unwritten } = kinds.get(key) ?? { openedAt: entry.at, unwritten: null };
    kinds.set(key, { origin, openedAt, unwritten: { ...entry, count: (unwritten?.count ?? 0) + 1 } });
  }

  return {
    close,
    note(entry) {
      const due = close(entry.at, false);
      const { at, action, actor, target, fromAddress } = entry;
      const origin = JSON.stringify([action, addressKey(fromAddress)]);
      const key = JSON.stringify([origin, actor, target]);
      const targets = [...kinds.values()].filter((kind) => kind.origin === origin).length;
      if (kinds.has(key)) count(key, origin, entry);
      else if (targets >= MAX_TARGETS) count(origin, origin, { ...entry, target: MANY });
      else if (kinds.size >= MAX_KINDS) count(action, action, { ...entry, target: MANY, fromAddress: null });
      else {
        kinds.set(key, { origin, openedAt: at, unwritten: null });
        return [...due, entry];
      }
      return due;
    },
  };
}
