import "server-only";
import type { Poll } from "../history/poll";
import type { ConnectionSnapshot } from "./connection-snapshot";
import type { PollResult } from "./poll-once";

/** What the history keeps of a poll; `null` when the list was not read. Clusters that the list did not name are not in it. */
export function recordedPoll({ snapshot, list }: PollResult, before: ConnectionSnapshot): Poll | null {
  if (list === null) return null;
  return {
    connectionId: snapshot.id,
    provider: snapshot.provider.id,
    at: list.at,
    complete: list.isComplete,
    pollIntervalMs: snapshot.pollIntervalMs,
    clusters: [...snapshot.clusters.values()]
      .filter(({ observedAt }) => observedAt >= list.at)
      .map(({ reading }) => reading),
    gone: [...snapshot.gone.keys()].filter((id) => !before.gone.has(id)),
  };
}
