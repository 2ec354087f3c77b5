import type { ConnectionDetails } from "../cluster/cluster";

/** The same ways in, with what is left out and why. */
export function withNotes(connectionDetails: ConnectionDetails, added: readonly string[]): ConnectionDetails {
  if (added.length === 0) return connectionDetails;
  return { ...connectionDetails, notes: [...new Set([...(connectionDetails.notes ?? []), ...added])] };
}
