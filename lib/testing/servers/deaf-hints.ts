import type { Hints } from "@/lib/server/coordination/hints";

export interface DeafHints extends Hints {
  /** Everybody who follows anything looks once, one after another. */
  lookAtAll(): Promise<void>;
}

/** Hints that never arrive: whoever follows them looks when the test says so. */
export function createDeafHints(): DeafHints {
  const looks = new Set<() => Promise<void>>();
  return {
    tell: () => {},
    follow: (_topic, look) => {
      looks.add(look);
      return () => looks.delete(look);
    },
    lookAtAll: async () => {
      for (const look of looks) await look();
    },
  };
}
