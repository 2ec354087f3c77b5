import "server-only";
import { z } from "zod";
import type { ClusterEvent } from "@/lib/domain/cluster/cluster-event";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import { providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";

/** The node's host, which each entry names as well, is not read. A summary is free text, and scrubbed. */
const nodeLogSchema = z.object({
  eventType: providerWord,
  createdAt: z.string(),
  podName: providerWord.nullish(),
  podStatus: providerWord.nullish(),
  role: providerWord.nullish(),
  changeSummary: providerSentence.nullish(),
});
type WireNodeLog = z.infer<typeof nodeLogSchema>;

/** Oldest first, from the provider's newest first. Entries that cannot be read, or have no time, are left out. */
export function toEvents(entries: readonly unknown[], noteOdd: NoteOdd): ClusterEvent[] {
  return parseItems(entries, nodeLogSchema, (entry) => readStringProperty(entry, "id"), noteOdd)
    .items.flatMap((entry): ClusterEvent[] => {
      const at = parseTimestamp(entry.createdAt);
      return at === null ? [] : [{ at, text: inWords(entry) }];
    })
    .toReversed()
    .sort((one, other) => one.at - other.at);
}

function inWords({ eventType, podName, podStatus, role, changeSummary }: WireNodeLog): string {
  const node = podName ? `node ${podName}` : "a node";
  const summary = changeSummary ? `: ${changeSummary}` : "";
  switch (eventType?.toUpperCase()) {
    case "ATTACHED":
      return `${node} attached${role ? ` as ${role}` : ""}${summary}`;
    case "DETACHED":
      return `${node} detached${summary}`;
    case "UPDATED":
      return `${node} updated${summary || (podStatus ? `: ${podStatus}` : "")}`;
    case "CLUSTER_UPDATED":
      return `cluster updated${summary}`;
    case "CLUSTER_TERMINATED":
      return `cluster terminated${summary}`;
    case "AUTHORIZATION":
      return `authorization for ${node}${summary}`;
    default:
      return `${eventType ?? "something unnamed"} of ${node}${summary}`;
  }
}
