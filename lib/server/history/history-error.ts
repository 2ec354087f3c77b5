import "server-only";
import { NewerSchemaError } from "../store/migrate";
import { storeFaultKind } from "../store/store-fault";

export type HistoryErrorKind = "locked" | "full" | "unavailable" | "damaged" | "newer-schema" | "refused" | "failed";

/** The one error the history throws. `message` is a sentence for people, without paths, queries or values. */
export class HistoryError extends Error {
  override readonly name = "HistoryError";

  /** Also one of `instrumentation.ts`, whose code is bundled apart and has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "HistoryError";
  }

  constructor(
    readonly kind: HistoryErrorKind,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** What a driver's error may mean; the other kinds are ours, each with a sentence of its own. */
type DriverErrorKind = Exclude<HistoryErrorKind, "newer-schema" | "refused">;

const SENTENCES: Record<DriverErrorKind, string> = {
  locked: "Another program holds the history's database, so nothing is being written to it.",
  full: "The disk that holds the history is full, so nothing is being written to it.",
  unavailable: "The history's database does not answer, so nothing is being written to it.",
  damaged: "The history's database file is damaged. Restore a backup, or move the file away to start a new history.",
  failed: "The history could not be read or written.",
};

export function toHistoryError(error: unknown): HistoryError {
  if (error instanceof HistoryError) return error;
  if (error instanceof NewerSchemaError) return new HistoryError("newer-schema", error.message, error);
  const kind = storeFaultKind(error) ?? "failed";
  return new HistoryError(kind, SENTENCES[kind], error);
}

/** Runs a piece of work on the store, so that whatever goes wrong in it is a `HistoryError`. */
export async function reported<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toHistoryError(error);
  }
}
