import "server-only";

/** Short enough that whoever asks for a page meanwhile does not notice. */
const TARGET_MS = 20;

export interface StatementSize {
  /** How many moments the next statement should ask about. */
  moments(): number;
  /** Learns from how long this thread worked for the last one: waiting for a busy machine says nothing about the statement. */
  note(workedMs: number): void;
}

/** Finds by measuring how much a statement may ask: SQLite works on the main thread, and machines and histories differ. */
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
