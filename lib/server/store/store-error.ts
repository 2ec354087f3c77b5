import "server-only";

export type StoreErrorKind =
  | "locked"
  | "full"
  | "unwritable"
  | "unavailable"
  | "unknown-host"
  | "no-entry"
  | "damaged"
  | "failed"
  /** The opened file is no longer there. */
  | "replaced"
  /** Another server stores its data in the same folder. */
  | "in-use"
  /** Waiting will not help: for instance, there is a file in place of the folder. */
  | "impossible"
  | "newer-schema"
  /** A command asked for something that must not be done. */
  | "refused";

/**
 * What went wrong with the store, whichever database it is and whatever is stored in it. `message` is a sentence for
 * people.
 */
export class StoreError extends Error {
  override readonly name = "StoreError";

  /** Also recognises one from `instrumentation.ts`, which is bundled separately and has its own copy of the class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "StoreError";
  }

  constructor(
    readonly kind: StoreErrorKind,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** What a driver's error may mean; the other kinds are our own, each with its own sentence. */
type DriverErrorKind = Exclude<StoreErrorKind, "replaced" | "in-use" | "impossible" | "newer-schema" | "refused">;

/** Without paths, queries and values, because everybody who may see the page can read them. */
const SENTENCES: Record<DriverErrorKind, string> = {
  locked: "Another program has locked the database, so nothing can be written to it.",
  full: "The disk that holds the database is full, so nothing can be written to it.",
  unwritable:
    "Clusterdeck may not open or write its database. Check who owns it, and that its disk can be written, " +
    "or set CLUSTERDECK_DATA_DIR to a folder that it may write to.",
  unavailable: "The database does not answer, so nothing can be written to it.",
  "unknown-host": "The name of the database's server cannot be found. Check DATABASE_URL, and the name service.",
  "no-entry":
    "The database does not let Clusterdeck in. Check the user, the password and the database name in DATABASE_URL.",
  damaged: "The database file is damaged. Put a backup in its place, or move it away to start afresh.",
  failed: "The database could not be read or written.",
};

/** The drivers' codes: https://sqlite.org/rescode.html and https://www.postgresql.org/docs/current/errcodes-appendix.html */
const KINDS: readonly [RegExp, DriverErrorKind][] = [
  [/^SQLITE_(BUSY|LOCKED)|^55P03$|^40001$|^40P01$/, "locked"],
  [/^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC|IOERR_SHMSIZE)|^ENOSPC$|^EDQUOT$|^53100$/, "full"],
  [/^SQLITE_(CORRUPT|NOTADB)|^XX00[12]$/, "damaged"],
  [/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|^EACCES$|^EPERM$|^EROFS$|^25006$|^42501$/, "unwritable"],
  [/^ENOTFOUND$|^EAI_[A-Z]+$/, "unknown-host"],
  [/^28|^3D000$/, "no-entry"],
  [/^SQLITE_IOERR|^E[A-Z]+$|^08|^57|^53/, "unavailable"],
];

/** What a driver's error code means; `null` for any other error. */
export function recogniseStoreError(error: unknown): StoreError | null {
  if (error instanceof StoreError) return error;
  const kind = KINDS.find(([pattern]) => pattern.test(codeOf(error)))?.[1];
  return kind === undefined ? null : storeErrorOf(kind, error);
}

/** For an error that can only come from the store. */
export function toStoreError(error: unknown): StoreError {
  return recogniseStoreError(error) ?? storeErrorOf("failed", error);
}

/** For an error that can only come from the connection to the database: many of those have no code. */
export function toConnectionError(error: unknown): StoreError {
  return recogniseStoreError(error) ?? storeErrorOf("unavailable", error);
}

/** Runs a piece of work on the store, so that whatever goes wrong in it is a `StoreError`. */
export async function reported<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}

function storeErrorOf(kind: DriverErrorKind, cause: unknown): StoreError {
  return new StoreError(kind, SENTENCES[kind], cause);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
