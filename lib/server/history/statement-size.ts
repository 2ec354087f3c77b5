import "server-only";

/** Short enough that nobody who loads a page meanwhile notices. */
const TARGET_MS = 20;

export interface StatementSize {
  /** How many moments the next statement should cover. */
  moments(): number;
  /**
   * Learns from the time that this thread spent on the last statement: waiting for a busy machine says nothing about
   * it.
   */
  note(workedMs: number): void;
}

/** Measures how much one statement may cover: SQLite works on the main thread, and machines and histories differ. */
export function createStatementSize(atFirst: number, atMost: number): StatementSize {
  let moments = Math.min(atFirst, atMost);
  return {
    moments: () => moments,
    note: (workedMs) => {
      const fitting = Math.floor((moments * TARGET_MS) / Math.max(1, workedMs));
      moments = Math.max(1, Math.min(fitting, 2 * moments, atMost));
    },
  };
}
