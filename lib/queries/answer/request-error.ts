import type { Problem } from "@/lib/contract/problem";

/** A refusal by our server, or the lack of a usable answer. `detail` is a sentence for people. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  constructor(
    /**
     * The problem's own code; or `unreachable`, `offline`, `timeout`, `redirected`; `bad-response` from something that is not our
     * server, or is another version of it; `unreadable` from our server itself.
     */
    readonly code: string,
    readonly detail: string,
    /** `null` when no answer came. */
    readonly status: number | null,
    /** What else the server said; `retryAfterMs`: when the request may be repeated. */
    readonly more: Pick<Problem, "fields" | "mayExist"> & { retryAfterMs?: number } = {},
  ) {
    super(`${code}: ${detail}`);
  }
}

/** What to tell a person about a failed request: the server's own sentence, if it sent one. */
export function problemText(error: unknown, otherwise = ownFaultText(error)): string {
  return error instanceof RequestError ? error.detail : otherwise;
}

/** A fault of the page: whoever reads it must not look for it in the server or the network. */
function ownFaultText(error: unknown): string {
  const reason = error instanceof Error && error.message !== "" ? ` (${error.message})` : "";
  return `This page ran into an unexpected error${reason}, which is a fault of Clusterdeck’s own. Reload the page.`;
}
