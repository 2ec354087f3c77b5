import "server-only";
import { isTroubled } from "@/lib/domain/cluster/mark";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { listNames } from "@/lib/domain/text/list-names";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StoredTimeline } from "../../history/read/read-timeline";

/** Something that happened to a node, as a verb for one and for several: "is ready", "are ready". */
interface Verb {
  one: string;
  many: string;
}

export interface NodeChange {
  name: string;
  at: EpochMs;
  /** It may have happened this much earlier or later. */
  errorMs: number;
  verb: Verb;
}

/** What happened to the nodes of a cluster, oldest first. */
export function nodeChanges(nodes: StoredTimeline["nodes"]): NodeChange[] {
  const changes = nodes.flatMap(({ name, rows }) =>
    rows.flatMap((row, index) =>
      changesAround(row, rows[index - 1], rows[index + 1]).map((change) => ({ name, ...change })),
    ),
  );
  return changes.toSorted((one, other) => one.at - other.at);
}

/** Changes of one moment in a phrase: "worker-2 and worker-3 became unhealthy, worker-9 left". */
export function nodeChangeWords(changes: readonly NodeChange[]): string {
  const byVerb = Map.groupBy(changes, ({ verb }) => verb.many);
  return [...byVerb.values()]
    .map((alike) => {
      const names = [...new Set(alike.map(({ name }) => name))];
      const verb = alike[0]?.verb;
      return `${listNames(names)} ${names.length === 1 ? verb?.one : verb?.many}`;
    })
    .join(", ");
}

function changesAround(row: LedgerRow, before: LedgerRow | undefined, after: LedgerRow | undefined) {
  const isContinued = before?.endedAt === row.startedAt;
  const isEnded = row.endedAt !== null && after?.startedAt !== row.endedAt;
  const verb = isContinued ? verbOf(before, row) : always("joined");
  return [
    ...(verb === null ? [] : [{ at: row.startedAt, errorMs: row.startErrorMs, verb }]),
    ...(isEnded ? [{ at: row.endedAt ?? row.startedAt, errorMs: row.endErrorMs, verb: always("left") }] : []),
  ];
}

/** `null` if nothing changed that concerns a reader: its price, the provider's own word. */
function verbOf(before: LedgerRow, after: LedgerRow): Verb | null {
  if (before.status === after.status && before.health === after.health) return null;
  const { status, health } = after;
  if (status === "error") return always("failed");
  if (status === "stopped") return always("stopped");
  if (status === "terminated") return always("left");
  if (health === "unhealthy") return always("became unhealthy");
  if (status === "degraded" || health === "degraded") return always("became degraded");
  if (status === "provisioning") return { one: "is being provisioned", many: "are being provisioned" };
  if (status === "stopping" || status === "terminating") return { one: "is being stopped", many: "are being stopped" };
  if (status === "unknown") return { one: "cannot be judged", many: "cannot be judged" };
  if (isTroubled(before)) return { one: "recovered", many: "recovered" };
  return { one: "is running", many: "are running" };
}

function always(verb: string): Verb {
  return { one: verb, many: verb };
}
