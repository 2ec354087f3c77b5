import "server-only";

/** Why there is no place now: this person already has one, or all are taken. */
export type NoPlace = "person-has-one" | "all-taken";

export interface ExportPlaces {
  /** Gives a place to a person who has none, as a function that returns it. */
  take(asker: string): (() => void) | NoPlace;
}

const MAX_EXPORTS = 2;

/** How many exports are written at once: each costs the server as much as many readers do. */
export function createExportPlaces(): ExportPlaces {
  const taken = new Set<string>();
  return {
    take(asker) {
      if (taken.has(asker)) return "person-has-one";
      if (taken.size >= MAX_EXPORTS) return "all-taken";
      taken.add(asker);
      let isBack = false;
      return () => {
        if (!isBack) taken.delete(asker);
        isBack = true;
      };
    },
  };
}
