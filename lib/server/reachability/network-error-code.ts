import "server-only";

/** "ECONNREFUSED"; empty where an error carries none. */
export function networkErrorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
