import type { EpochMs } from "@/lib/domain/time/epoch";
import { RequestError } from "@/lib/queries/request";

interface Polls {
  /** How the last poll failed. */
  error: Error | null;
  silentSince: EpochMs | null;
  /** The build this page is running. */
  build: string;
  /** The build that answered last. */
  serverBuild: string | null;
}

/**
 * Whether a reload would find the server, as far as polls tell. An answer that this page cannot read counts if it came from another
 * build: that may have other fields, and only the reload makes it readable.
 */
export function isServerThere({ error, silentSince, build, serverBuild }: Polls): boolean {
  const isUnreadable = error instanceof RequestError && error.code === "bad-response";
  if (isUnreadable && serverBuild !== null && serverBuild !== build) return true;
  return error === null && silentSince === null;
}
