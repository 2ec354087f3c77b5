import "server-only";

/** Why there is no free slot: this person already has one, or all are taken. */
export type NoSlot = "person-has-one" | "all-taken";

export interface ExportSlots {
  /** Gives a slot to a person who has none, as a function that gives it back. */
  take(requester: string): (() => void) | NoSlot;
}

const MAX_EXPORTS = 2;

/** How many exports are written at once: each costs the server as much as many readers do. */
export function createExportSlots(): ExportSlots {
  const taken = new Set<string>();
  return {
    take(requester) {
      if (taken.has(requester)) return "person-has-one";
      if (taken.size >= MAX_EXPORTS) return "all-taken";
      taken.add(requester);
      let isBack = false;
      return () => {
        if (!isBack) taken.delete(requester);
        isBack = true;
      };
    },
  };
}
