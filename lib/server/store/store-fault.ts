import "server-only";
import { singleton } from "../singleton";

/** What a driver's error may mean for whoever wanted something stored or read. */
export type StoreFaultKind = "locked" | "full" | "unavailable" | "damaged";

/** The drivers' codes: https://sqlite.org/rescode.html and https://www.postgresql.org/docs/current/errcodes-appendix.html */
const KINDS: readonly [RegExp, StoreFaultKind][] = [
  [/^SQLITE_(BUSY|LOCKED)|^55P03$|^40001$|^40P01$/, "locked"],
  [/^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC)|^ENOSPC$|^53100$/, "full"],
  [/^SQLITE_(CORRUPT|NOTADB)|^XX00[12]$/, "damaged"],
  [/^SQLITE_(CANTOPEN|READONLY|IOERR)|^E[A-Z]+$|^08|^53|^57|^58|^25006$|^28|^3D000$/, "unavailable"],
];

/** `pg` tells a lost connection, or that none came, by errors without a code: whoever meets one first notes it here. */
const lostConnections = () => singleton("lost-connections", () => new WeakSet<Error>());

export function noteLostConnection(error: Error): void {
  lostConnections().add(error);
}

/** What is wrong with the store, by an error that came from it; `null` where that is nothing known, such as a fault in a query. */
export function storeFaultKind(error: unknown): StoreFaultKind | null {
  if (error instanceof Error && lostConnections().has(error)) return "unavailable";
  const code = codeOf(error);
  return KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
