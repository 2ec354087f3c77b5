import "server-only";

/** An error's code, such as "ECONNREFUSED"; empty if it has none. */
export function networkErrorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
